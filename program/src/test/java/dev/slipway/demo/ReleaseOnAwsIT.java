package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.CommandLineRun;
import dev.slipway.exec.Await;
import dev.slipway.release.Services;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.SiteRecord;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A release of the catalog between instances of an emulated AWS account, to a site of two data
 * nodes and a master, with a test site beside it, while clients write. Keys are those of IAM users,
 * backups and logs lie in S3; Slipway works on the servers by SSH. Every row of the hand procedure
 * is done, and of all that is left behind nothing shows a secret.
 */
@Tag("nightly")
@Tag("procedure")
class ReleaseOnAwsIT {
  /** Four in the estate's folder, the journal's, the operator's; four users' keys and two new. */
  private static final int SECRETS = 4 + 1 + 1 + 4 + 2;

  private static final int REPLICAS = 1;
  private static final int WRITES_BEFORE = 100;
  private static final Duration SOON = Duration.ofSeconds(60);

  @AutoClose private final AwsEstate estate = new AwsEstate();

  @BeforeEach
  void start() throws Exception {
    var documents = new DemoEstate.Documents.Generated(0);
    estate.start(new CatalogApplication(DemoSources.in(estate.folder()), documents), REPLICAS);
  }

  @Test
  void everyRowOfTheHandProcedureIsDoneOnInstances() throws Exception {
    SiteRecord old = estate.launchFirst();
    prepare(old);
    try (Canaries canaries = estate.canaries()) {
      releasesWhileClientsWrite();

      SiteRecord fresh = estate.site("v42-b");
      new RowsOnAws(estate, old, fresh).areDone();
      aDataNodeIsReplaced(fresh);
      noSecretIsShown(canaries);
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

  private void releasesWhileClientsWrite() {
    URI site = URI.create(estate.proxyUrls().getFirst());
    LoadSettings settings = new LoadSettings(site, "A", 2, 10, 2, 5, Duration.ofSeconds(20));
    try (Load load = Load.start(settings)) {
      Await.of("writes", SOON).untilTrue(() -> load.acknowledged() > WRITES_BEFORE);
      CommandLineRun release =
          estate.run(
              "release start v42 --cluster-size 2 --test-site --test-cluster-size 2"
                  .split(" ", -1));
      assertThat(release.exitCode()).as(release.errors()).isZero();
      LoadResult seen = load.stop();
      assertThat(seen.unacknowledged()).as(seen.firstFailures().toString()).isEmpty();
      assertThat(Ledger.check(estate.database(estate.site("v42-b")), seen).clean()).isTrue();
    }
  }

  private void aDataNodeIsReplaced(SiteRecord fresh) {
    assertThat(fresh.servers()).hasSize(3);

    CommandLineRun replaced =
        estate.run("cluster", "replace", "v42-b-data2", "--replicas", "" + REPLICAS);

    assertThat(replaced.exitCode()).as(replaced.errors()).isZero();
    SiteRecord now = estate.site(fresh.name());
    assertThat(now.cluster().orElseThrow().nodes())
        .containsExactly("v42-b-data1", "v42-b-data2-r1");
    ClusterHealth health = services().search(now).health();
    assertThat(health.color()).isEqualTo(ClusterHealth.Color.GREEN);
    assertThat(health.dataNodes()).isEqualTo(2);
    assertThat(services().search(now).status().replicas().values()).containsOnly(REPLICAS);
  }

  /** Those that the release made are among them. */
  private void noSecretIsShown(Canaries canaries) throws Exception {
    assertThat(canaries.secrets()).hasSize(SECRETS);
    for (String user : services().keyUsers()) {
      assertThat(canaries.secrets())
          .contains(services().key(estate.site("v42-b"), user).secret().open());
    }
    for (String verb : List.of("release status", "keys list", "keys validate", "server check")) {
      assertThat(estate.run(verb.split(" ", -1)).exitCode()).as(verb).isZero();
    }
    new AwsTraces(estate).showNoneOf(canaries);
  }

  private Services services() {
    return estate.open().services();
  }
}
