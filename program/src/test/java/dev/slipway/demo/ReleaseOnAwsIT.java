package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.CommandLineRun;
import dev.slipway.release.Services;
import dev.slipway.service.AccessKey;
import dev.slipway.service.Backup;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.testing.TestState;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A release between instances of an emulated AWS account, to a site of two data nodes and a master.
 * Keys are those of IAM users, backups and logs lie in S3; Slipway works on the servers by SSH.
 */
@Tag("nightly")
class ReleaseOnAwsIT {
  private final TestState state = new TestState();
  private final AwsEstate estate = new AwsEstate(state.folder().resolve("estate"));

  @BeforeEach
  void start() throws Exception {
    estate.start();
  }

  @AfterEach
  void stop() throws Exception {
    estate.close();
    state.close();
  }

  @Test
  void everyRowOfTheHandProcedureIsDoneOnInstances() throws Exception {
    SiteRecord old = estate.launchFirst();
    prepare(old);

    CommandLineRun release = releasesWithoutShowingASecret();

    assertThat(release.exitCode()).as(release.errors()).isZero();
    ReleaseRecord record = estate.open().journal().find("v2").orElseThrow();
    assertThat(record.state()).isEqualTo(ReleaseState.COMPLETED);
    assertThat(record.steps()).noneMatch(step -> step.outcome() instanceof Outcome.Failed);
    SiteRecord fresh = site("v2-b");
    assertThat(fresh.role()).isEqualTo(SiteRole.CURRENT);
    assertThat(fresh.servers()).hasSize(3);
    theDatabaseHasMoved(fresh, old);
    theKeysHaveBeenChanged(fresh);
    for (String proxy : estate.proxyUrls()) {
      assertThat(AwsEstate.page(proxy + "/version.txt")).isEqualTo("v2\n");
    }
    assertThat(services().schedule(fresh).find("nightly-backup")).isPresent();
    assertThat(services().schedule(old).find("nightly-backup")).isEmpty();
    assertThat(estate.office().subjects()).hasSize(2);
    assertThat(services().tickets().orElseThrow().ready()).isEmpty();
  }

  /** What a team did by hand before it had Slipway. */
  private void prepare(SiteRecord site) {
    services()
        .credentials(site, DemoLayout.UPLOAD_USER)
        .install("files-upload", estate.key(DemoLayout.UPLOAD_USER));
    services().backups(site).initialise();
    services().backups(site).push(line -> {});
    services().schedule(site).install(services().nightlyBackup(site));
    estate.forgetBackupKey();
  }

  private CommandLineRun releasesWithoutShowingASecret() throws Exception {
    try (Canaries canaries = new Canaries(estate.layout().folder())) {
      CommandLineRun release = estate.run("release", "start", "v2", "--cluster-size", "2");

      assertThat(canaries.in(release.output() + release.errors())).isFalse();
      assertThat(canaries.lyingAbout()).isEmpty();
      assertThat(canaries.shown()).isEmpty();
      return release;
    }
  }

  private void theDatabaseHasMoved(SiteRecord fresh, SiteRecord old) {
    assertThat(services().database(fresh).status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(services().database(old).status().role()).isEqualTo(DatabaseRole.STANDBY);
    int timeline = services().database(fresh).status().timeline();
    assertThat(services().backups(fresh).list()).extracting(Backup::timeline).endsWith(timeline);
  }

  private void theKeysHaveBeenChanged(SiteRecord fresh) {
    for (var user : estate.open().estate().services().keys().users()) {
      List<AccessKey> keys = services().keyRing().keys(user.name());
      assertThat(keys).hasSize(2);
      assertThat(keys.stream().filter(AccessKey::active))
          .extracting(AccessKey::id)
          .doesNotContain(estate.key(user.name()).id())
          .containsExactly(
              services().credentials(fresh, user.name()).keyId(user.profile()).orElseThrow());
    }
  }

  private Services services() {
    return estate.open().services();
  }

  private SiteRecord site(String name) {
    return services().provider().find(name).orElseThrow();
  }
}
