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
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A release between instances of an emulated AWS account, to a site of two data nodes and a master.
 * Keys are those of IAM users, backups and logs lie in S3; Slipway works on the servers by SSH.
 */
@Tag("nightly")
class ReleaseOnAwsIT {
  private static final String NIGHTLY = "nightly-backup";

  /**
   * An application without an indexer has nothing to switch or to prove; no test site is wanted.
   */
  private static final Set<String> NOT_ASKED_FOR = Set.of("R2", "R6", "R18");

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
    SiteRecord fresh = site("v2-b");
    assertThat(fresh.role()).isEqualTo(SiteRole.CURRENT);
    assertThat(fresh.servers()).hasSize(3);
    everyRowIsDoneThatTheApplicationOffers();
    assertThat(services().source().resolve("v2.0")).isPresent();
    theDatabaseHasMoved(fresh, old);
    theKeysHaveBeenChanged(fresh);
    theProxiesAnswerFromTheNewSite();
    theLogsAreInTheBucket();
    assertThat(services().schedule(fresh).find(NIGHTLY)).isPresent();
    assertThat(services().schedule(old).find(NIGHTLY)).isEmpty();
    assertThat(estate.office().subjects()).hasSize(2);
    assertThat(services().tickets().orElseThrow().ready()).isEmpty();
  }

  private void everyRowIsDoneThatTheApplicationOffers() {
    ReleaseRecord record = estate.open().journal().find("v2").orElseThrow();
    assertThat(record.state()).isEqualTo(ReleaseState.COMPLETED);
    for (Runbook.Row row : Runbook.of(record.steps())) {
      if (NOT_ASKED_FOR.contains(row.name())) {
        assertThat(row.outcome()).as(row.toString()).isIn("skipped", "missing");
      } else {
        assertThat(row.outcome()).as(row.toString()).isIn("done", "already done");
      }
    }
  }

  private void theProxiesAnswerFromTheNewSite() throws Exception {
    for (String proxy : estate.proxyUrls()) {
      assertThat(AwsEstate.page(proxy + "/version.txt")).isEqualTo("v2\n");
    }
  }

  private void theLogsAreInTheBucket() {
    try (S3Client s3 = estate.s3()) {
      assertThat(s3.listObjectsV2(list -> list.bucket("logs").prefix("production/")).contents())
          .extracting(S3Object::key)
          .anyMatch(key -> key.endsWith("/output.log"));
    }
  }

  /** What a team did by hand before it had Slipway. */
  private void prepare(SiteRecord site) {
    services()
        .credentials(site, DemoLayout.UPLOAD_USER)
        .install("files-upload", estate.key(DemoLayout.UPLOAD_USER));
    services().backups(site).push(line -> {});
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
    CommandLineRun shown =
        estate.run(
            "server",
            "run",
            "--server",
            "v2-b",
            "--",
            "stat",
            "--format=%a of %U",
            "/srv/slipway/servers/v2-b/home/postgres/.aws/credentials");
    assertThat(shown.output()).contains("600 of postgres");
  }

  private Services services() {
    return estate.open().services();
  }

  private SiteRecord site(String name) {
    return services().provider().find(name).orElseThrow();
  }
}
