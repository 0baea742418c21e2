package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.fake.ReleasedEstate;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.ServerRecord;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.StepRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A release to a site of several servers, with every contract in memory. */
class ClusteredReleaseTest {
  private static final ReleaseRequest CLUSTERED =
      ReleasedEstate.V43.withDataNodes(Optional.empty(), 3);

  @TempDir Path folder;
  private ReleasedEstate estate;

  @BeforeEach
  void release() {
    estate = new ReleasedEstate(folder);
    estate.search.createIndex("documents", 0);
    estate.search.nodes(3);
  }

  @Test
  void theDataNodesAreLaunchedBeforeTheMasterThatJoinsThem() {
    ReleaseRecord released = start(CLUSTERED);

    assertThat(released.state()).as(released.steps().toString()).isEqualTo(ReleaseState.COMPLETED);
    assertThat(site("v43-b").role()).isEqualTo(SiteRole.CURRENT);
    assertThat(site("v43-b").servers())
        .extracting(ServerRecord::name)
        .containsExactly("v43-b", "v43-b-data1", "v43-b-data2", "v43-b-data3");
    assertThat(facts(released, "launch-cluster"))
        .containsEntry("cluster", "v43-b-cluster")
        .containsEntry("dataNodes", 3);
    assertThat(facts(released, "launch-candidate")).containsEntry("servers", 4);
  }

  @Test
  void nothingOfTheSiteThatIsLeftIsTornDown() {
    start(CLUSTERED);

    assertThat(estate.provider.find("v42-b")).isPresent();
    assertThat(estate.provider.find("v41-b")).isPresent();
    assertThat(estate.liveDatabase.status().role()).isEqualTo(DatabaseRole.STANDBY);
  }

  @Test
  void theReplicasAreWhatTheProfileSays() {
    assertThat(facts(start(CLUSTERED), "set-replicas"))
        .containsEntry("replicas", 2)
        .containsEntry("health", "green")
        .doesNotContainKey("note");
  }

  @Test
  void copiesAreMadeWhileItIsIndexedWhereTheProfileSaysSo() {
    assertThat(facts(start(CLUSTERED), "wait-for-index")).containsEntry("replicasWhileIndexing", 1);
  }

  @Test
  void aDataNodeThatIsLostWhileTheIndexIsMadeIsWaitedOut() {
    List<String> said = new ArrayList<>();
    Consumer<String> loss =
        line -> {
          said.add(line);
          if (line.startsWith("replicas while it is indexed")) {
            estate.search.leave("n1");
          } else if (line.contains("a copy of the index is missing")) {
            estate.search.join("n1");
          }
        };

    ReleaseRecord released = estate.releases().start(CLUSTERED, new Hearing(loss));

    assertThat(released.state()).isEqualTo(ReleaseState.COMPLETED);
    assertThat(said).contains("little lag, but a copy of the index is missing");
  }

  @Test
  void theReplicasAreNoMoreThanTheDataNodesCanHold() {
    estate.search.nodes(2);

    assertThat(facts(start(ReleasedEstate.V43.withDataNodes(Optional.empty(), 2)), "set-replicas"))
        .containsEntry("replicas", 1)
        .containsEntry("note", "2 wanted, and its data nodes hold no more than 1");
  }

  @Test
  void goesOnWhenItsControllerWasKilledAmongTheDataNodes() {
    assertThatThrownBy(() -> estate.releases().start(CLUSTERED, killAt("v43-b-data2: ", "is up")))
        .isInstanceOf(Killed.class);
    assertThat(cluster("v43-b-cluster").nodes()).containsExactly("v43-b-data1", "v43-b-data2");

    ReleaseRecord resumed = estate.releases().resume(StepListener.silent());

    assertThat(resumed.state()).isEqualTo(ReleaseState.COMPLETED);
    assertThat(cluster("v43-b-cluster").nodes()).hasSize(3);
    assertThat(estate.provider.mishaps().struck("launchCluster")).isEqualTo(2);
  }

  @Test
  void goesOnWhenItsControllerWasKilledBetweenDataNodesAndMaster() {
    assertThatThrownBy(() -> estate.releases().start(CLUSTERED, killAt("v43-b: ", "is up")))
        .isInstanceOf(Killed.class);

    assertThat(estate.releases().resume(StepListener.silent()).state())
        .isEqualTo(ReleaseState.COMPLETED);

    assertThat(estate.provider.mishaps().struck("launchCluster")).isEqualTo(1);
    assertThat(site("v43-b").servers()).hasSize(4);
  }

  @Test
  void anAbortTerminatesTheDataNodesToo() {
    estate.provider.mishaps().failNext("launch", ErrorCode.BUILD_FAILED);
    assertThat(start(CLUSTERED).state()).isEqualTo(ReleaseState.STOPPED);
    assertThat(cluster("v43-b-cluster").site()).isEmpty();

    assertThat(estate.releases().abort(StepListener.silent()).state())
        .isEqualTo(ReleaseState.ABORTED);

    assertThat(estate.provider.clusters()).isEmpty();
    assertThat(estate.liveDatabase.status().role()).isEqualTo(DatabaseRole.PRIMARY);
  }

  @Test
  void dataNodesOfAnotherVersionStandInTheWayAndStay() {
    estate.provider.launchCluster(
        new ClusterRequest("v43-b-cluster", List.of("v43-b-data1"), "v9.0", "f".repeat(40)),
        Duration.ofMinutes(1),
        line -> {});

    ReleaseRecord refused = start(CLUSTERED);

    assertThat(refused.state()).isEqualTo(ReleaseState.ABORTED);
    assertThat(refused.steps()).hasSize(1);
    assertThat(cluster("v43-b-cluster").nodes()).containsExactly("v43-b-data1");
  }

  @Test
  void theTestSiteHasAClusterOfItsOwnAndNeverArchives() {
    ReleaseRecord released = start(CLUSTERED.withTestSite().withTestDataNodes(Optional.empty(), 2));

    assertThat(released.state()).isEqualTo(ReleaseState.COMPLETED);
    assertThat(facts(released, "set-test-replicas")).containsEntry("replicas", 2);
    SiteRecord test = site("v43-test");
    assertThat(test.role()).isEqualTo(SiteRole.TEST);
    assertThat(test.cluster().orElseThrow().nodes())
        .containsExactly("v43-test-data1", "v43-test-data2");
    assertThat(estate.database(test).archiving()).isFalse();
    assertThat(estate.test.answering("catalog-test")).isEqualTo(test.application());
    assertThat(estate.schedule(test).find("nightly-backup")).isEmpty();
  }

  private ReleaseRecord start(ReleaseRequest request) {
    return estate.releases().start(request, StepListener.silent());
  }

  private SiteRecord site(String name) {
    return estate.provider.find(name).orElseThrow();
  }

  private ClusterRecord cluster(String name) {
    return estate.provider.cluster(name).orElseThrow();
  }

  private static Map<String, Object> facts(ReleaseRecord record, String step) {
    return record.steps().stream()
        .filter(one -> one.name().equals(step))
        .map(StepRecord::outcome)
        .map(Outcome.Done.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError(record.steps()))
        .evidence()
        .facts();
  }

  /** What no step catches: the controller is gone. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Ends the controller when a step says that. */
  private static StepListener killAt(String begin, String end) {
    return new Hearing(
        line -> {
          if (line.startsWith(begin) && line.endsWith(end)) {
            throw new Killed();
          }
        });
  }

  /** Hears what the steps say. */
  private record Hearing(Consumer<String> lines) implements StepListener {
    @Override
    public void started(Step step, int position, int total) {}

    @Override
    public void progress(Step step, String line) {
      lines.accept(line);
    }

    @Override
    public void ended(Step step, StepRecord record) {}
  }
}
