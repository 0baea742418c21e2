package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.drill.KillPoint;
import dev.slipway.release.Services;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.ServerRecord;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.testing.TestState;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.StepRecord;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What {@link KilledControllerIT} does, in the steps that only a release to clustered sites has,
 * the one that is to serve and a test site: every server is launched once, and the copies are there
 * in the end.
 */
@Tag("nightly")
class KilledClusterControllerIT {
  private static final int KILLED = 128 + 9;
  private static final List<String> START =
      List.of(
          "release",
          "start",
          "v42",
          "--cluster-size",
          "2",
          "--test-site",
          "--test-cluster-size",
          "2");
  private static final List<String> RESUME = List.of("release", "resume");

  private TestState state;
  private DemoEstate estate;
  private Controllers controllers;

  @BeforeEach
  void start() throws IOException {
    state = new TestState();
    estate = new DemoEstate(state.folder().resolve("estate"), System.out::println);
    controllers = new Controllers(estate.estateFile(), state.folder().resolve("controllers.out"));
    estate.start(
        DemoSources.in(state.folder()),
        new DemoEstate.Documents.Generated(300),
        DemoClusters.of(false, Optional.of(2)));
  }

  @AfterEach
  void stop() throws IOException {
    estate.close();
    state.close();
  }

  @Test
  void theReleaseIsFinishedWithTheDataNodesThatItAskedForOnBothSites() {
    killIn("launch-cluster", START, KillPoint.during("Provider.launchCluster", "v42-b-data1"));
    killIn("launch-cluster", RESUME, KillPoint.after("Provider.launchCluster"));
    killIn("launch-candidate", RESUME, KillPoint.during("Provider.launch", "v42-b: "));
    killIn(
        "launch-test-cluster",
        RESUME,
        KillPoint.during("Provider.launchCluster", "v42-test-data2"));
    killIn("launch-test-site", RESUME, KillPoint.after("Provider.launch"));
    killIn("set-test-replicas", RESUME, KillPoint.after("SearchCluster.setReplicas"));
    killIn("wait-for-index", RESUME, KillPoint.before("Application.indexer"));
    killIn("set-replicas", RESUME, KillPoint.before("SearchCluster.awaitHealth"));

    assertThat(controllers.run(RESUME)).as(controllers::said).isZero();

    ReleaseRecord release = journal();
    assertThat(release.state()).isEqualTo(ReleaseState.COMPLETED);
    hasItsCopies("v42-b", SiteRole.CURRENT);
    SiteRecord test = hasItsCopies("v42-test", SiteRole.TEST);
    assertThat(services().database(test).status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(services().application(test).healthy()).isTrue();
  }

  private SiteRecord hasItsCopies(String name, SiteRole role) {
    SiteRecord site = services().provider().find(name).orElseThrow();
    assertThat(site.role()).isEqualTo(role);
    assertThat(site.servers())
        .extracting(ServerRecord::name)
        .containsExactly(name, name + "-data1", name + "-data2");
    SearchCluster search = services().search(site);
    assertThat(search.health().color()).isEqualTo(ClusterHealth.Color.GREEN);
    assertThat(search.status().fewestReplicas()).isEqualTo(1);
    return site;
  }

  private Services services() {
    return estate.open().services();
  }

  private void killIn(String step, List<String> verb, KillPoint point) {
    int exitCode = controllers.runKilled(verb, point);
    assertThat(exitCode).as(() -> point + "\n" + controllers.said()).isEqualTo(KILLED);
    StepRecord last = journal().steps().getLast();
    assertThat(last.name()).isEqualTo(step);
  }

  private ReleaseRecord journal() {
    return estate.open().journal().find("v42").orElseThrow();
  }
}
