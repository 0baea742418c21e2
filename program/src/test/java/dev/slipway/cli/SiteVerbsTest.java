package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.fake.FakeProxy;
import dev.slipway.release.Direction;
import dev.slipway.release.Forecast;
import dev.slipway.release.Former;
import dev.slipway.release.Plan;
import dev.slipway.release.PlanJson;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteVerbsTest {
  private static final Duration DEADLINE = Duration.ofMinutes(1);
  private static final String COMMIT = "f".repeat(40);

  @TempDir Path folder;
  private CliEstate estate;

  @BeforeEach
  void open() throws IOException {
    estate = CliEstate.in(folder);
    launch("v42-try", SiteRole.DEMO);
  }

  @Test
  void listsSitesAndDataNodesThatNoMasterHasJoined() {
    nodes("v43-cluster", "v43-data1", "v43-data2");

    assertThat(estate.run("site list").output())
        .containsPattern("v41-b +current +v41.0 +a single server +primary")
        .containsPattern("v42-b +candidate +v42.0 +a single server +standby")
        .containsPattern("v42-try +demo +v42.0 +master, 3 data nodes")
        .containsPattern("v43-cluster +no master +v43.0 +2 data nodes");
    assertThat(estate.run("site list --output json").output())
        .contains("\"withoutMaster\"", "\"v43-data2\"")
        .containsPattern("(?s)\"name\" : \"v42-b\".*\"databaseRole\" : \"STANDBY\"");
  }

  @Test
  void retiresMasterAndDataNodesOfASiteThatNobodyNeeds() {
    CommandLineRun dry = estate.run("site retire v42-try --dry-run");
    assertThat(dry.output()).contains("would terminate v42-try: master, 3 data nodes");
    assertThat(estate.provider.find("v42-try")).isPresent();

    CommandLineRun retired = estate.run("site retire v42-try");

    assertThat(retired.exitCode()).as(retired.errors()).isZero();
    assertThat(retired.output()).contains("v42-try is retired: master, 3 data nodes");
    assertThat(estate.provider.find("v42-try")).isEmpty();
    assertThat(estate.provider.clusters()).isEmpty();
  }

  @Test
  void neverRetiresTheCurrentSite() {
    CommandLineRun refused = estate.run("site retire v41-b --confirm v41-b");

    assertThat(refused.exitCode()).isEqualTo(ErrorCode.RELEASE_STATE.exitCode());
    assertThat(refused.errors()).contains("v41-b is not retired: it is the current site");
    assertThat(estate.provider.find("v41-b")).isPresent();
  }

  @Test
  void retiresTheFirstSiteBeforeAProxySendsToIt() {
    for (FakeProxy proxy : List.of(estate.main, estate.backup)) {
      proxy.switchTo(CliEstate.UPSTREAM, new Endpoint("127.0.41.99", 8080));
    }
    CommandLineRun followed = estate.run("site retire v41-b --confirm v41-b");
    assertThat(followed.exitCode()).isEqualTo(ErrorCode.RELEASE_STATE.exitCode());
    estate.provider.terminate("v42-b");

    CommandLineRun unsaid = estate.run("site retire v41-b");
    assertThat(unsaid.exitCode()).isEqualTo(ErrorCode.NOT_CONFIRMED.exitCode());
    assertThat(unsaid.errors()).contains("note: the estate began with it");
    assertThat(estate.provider.find("v41-b")).isPresent();

    assertThat(estate.run("site retire v41-b --confirm v41-b").exitCode()).isZero();
    assertThat(estate.provider.find("v41-b")).isEmpty();
  }

  @Test
  void neverRetiresASiteThatAProxySendsTo() {
    estate.backup.switchTo(CliEstate.UPSTREAM, estate.next.application());

    assertThat(estate.run("site retire v42-b --confirm v42-b").errors())
        .contains("v42-b is not retired: proxy backup sends to it");
  }

  @Test
  void neverRetiresASiteOfAnUnfinishedRelease() {
    unfinished(Direction.FORWARD, Optional.empty());

    CommandLineRun refused = estate.run("site retire v42-b --confirm v42-b");

    assertThat(refused.exitCode()).isEqualTo(ErrorCode.RELEASE_RUNNING.exitCode());
    assertThat(refused.errors()).contains("release v42 is not finished");
  }

  @Test
  void neverRetiresTheFormerSiteThatAReturnToTheRestorePointHasYetToStop() {
    estate.provider.assign("v42-try", SiteRole.FORMER);
    SiteRecord former = estate.provider.find("v42-try").orElseThrow();
    unfinished(
        Direction.TO_RESTORE_POINT, Optional.of(new Former(former, Set.of(), Optional.empty())));

    CommandLineRun refused = estate.run("site retire v42-try --confirm v42-try");

    assertThat(refused.exitCode()).isEqualTo(ErrorCode.RELEASE_RUNNING.exitCode());
    assertThat(estate.provider.find("v42-try")).isPresent();
  }

  @Test
  void wantsTheNameOfASiteTypedThatSomebodyMayNeed() {
    estate.provider.assign("v42-b", SiteRole.FORMER);

    CommandLineRun unsaid = estate.run("site retire v42-b");
    assertThat(unsaid.exitCode()).isEqualTo(ErrorCode.NOT_CONFIRMED.exitCode());
    assertThat(unsaid.errors())
        .contains("note: it is a former site: a rollback returns to it")
        .contains("--confirm v42-b");
    assertThat(estate.run("site retire v42-b --confirm yes").exitCode())
        .isEqualTo(ErrorCode.NOT_CONFIRMED.exitCode());
    assertThat(estate.provider.find("v42-b")).isPresent();

    assertThat(estate.run("site retire v42-b --confirm v42-b").exitCode()).isZero();
    assertThat(estate.provider.find("v42-b")).isEmpty();
  }

  @Test
  void saysWhoseDatabaseFollowsIt() {
    estate.nextDatabase.standby(
        "v42-try", estate.provider.find("v42-try").orElseThrow().database());

    assertThat(estate.run("site retire v42-b --dry-run").errors())
        .contains("note: the database of v42-try follows it");
  }

  @Test
  void saysWhichProxyHasItForATestSite() {
    estate.main.switchTo(CliEstate.TEST_UPSTREAM, estate.next.application());

    assertThat(estate.run("site retire v42-b --dry-run").errors())
        .contains("note: proxy main sends its test upstream to it");
  }

  @Test
  void knowsNoSiteThatWasNeverLaunched() {
    assertThat(estate.run("site retire nobody").exitCode())
        .isEqualTo(ErrorCode.SITE_UNKNOWN.exitCode());
  }

  private void unfinished(Direction direction, Optional<Former> former) {
    Plan plan =
        new Plan(
            new ReleaseRequest("v42", "production"),
            direction,
            Instant.EPOCH,
            estate.old,
            List.of(),
            Forecast.of(List.of()),
            former);
    estate.releases.add(
        new ReleaseRecord(
            "v42",
            ReleaseState.STOPPED,
            PlanJson.write(plan),
            Instant.EPOCH,
            List.of(),
            List.of()));
  }

  /** With three data nodes. */
  private void launch(String name, SiteRole role) {
    nodes(name + "-cluster", name + "-data1", name + "-data2", name + "-data3");
    var site = new SiteRequest(name, role, "v42.0", COMMIT, Optional.empty());
    estate.provider.launch(site.joining(name + "-cluster"), DEADLINE, line -> {});
  }

  private void nodes(String cluster, String... names) {
    String version = cluster.substring(0, 3) + ".0";
    estate.provider.launchCluster(
        new ClusterRequest(cluster, List.of(names), version, COMMIT), DEADLINE, line -> {});
  }
}
