package dev.slipway.release.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeProvider;
import dev.slipway.fake.FakeSearchCluster;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClusterNodesTest {
  private static final List<String> NODES = List.of("d1", "d2", "d3");

  private final FakeSearchCluster search = new FakeSearchCluster();
  private final FakeProvider provider = new FakeProvider();
  private final List<String> said = new CopyOnWriteArrayList<>();

  @BeforeEach
  void launch() {
    search.nodes(List.of());
    provider.nodesOf(search);
    provider.launchCluster(
        new ClusterRequest("c", NODES, "v42.0", "1".repeat(40)), Duration.ZERO, line -> {});
    search.createIndex("docs", 1);
    search.createIndex("more", 2);
  }

  @Test
  void aLiveNodeIsDrainedBeforeItIsReplaced() {
    search.setReplicas(0);

    ClusterHealth health = nodes().replace("d1", "d1-r1", Optional.of(1));

    assertThat(health.color()).isEqualTo(Color.GREEN);
    assertThat(cluster().nodes()).containsExactly("d1-r1", "d2", "d3");
    assertThat(search.status().replicas()).containsEntry("docs", 1);
    assertThat(said).contains("launching d1-r1", "draining d1", "terminating d1", "replicas: 1");
    asBefore();
  }

  @Test
  void aDeadNodeIsReplacedWithoutWaitingForIt() {
    search.leave("d1");
    assertThat(search.health().color()).isEqualTo(Color.YELLOW);

    assertThat(nodes().replace("d1", "d1-r1", Optional.empty()).color()).isEqualTo(Color.GREEN);

    assertThat(cluster().nodes()).containsExactly("d1-r1", "d2", "d3");
    assertThat(said).doesNotContain("draining d1");
    asBefore();
  }

  @Test
  void copiesAreMadeOfFilesIfThatCanBe() {
    nodes().replace("d1", "d1-r1", Optional.empty());
    search.mishaps().failNext("flush", ErrorCode.SEARCH_UNREACHABLE);
    nodes().replace("d2", "d2-r1", Optional.empty());

    assertThat(search.mishaps().struck("flush")).isEqualTo(2);
    assertThat(said).anyMatch(line -> line.startsWith("copies will take longer: "));
    assertThat(cluster().nodes()).containsExactly("d1-r1", "d2-r1", "d3");
  }

  @Test
  void aDeadNodeThatHeldALastCopyIsKept() {
    search.setReplicas(0);
    search.leave("d1");

    fails(ErrorCode.LAST_COPY, () -> nodes().replace("d1", "d1-r1", Optional.empty()));

    assertThat(cluster().nodes()).as("nothing was launched").isEqualTo(NODES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "launchCluster",
        "placeAtOnce",
        "drain",
        "withdrawVote",
        "terminateNodes",
        "restoreVotes",
        "endDrain",
        "placeLater"
      })
  void aReplacementThatDiedAnywhereIsFinishedByTheSameCall(String call) {
    search.mishaps().failNext(call, ErrorCode.SEARCH_UNREACHABLE);
    provider.mishaps().failNext(call, ErrorCode.SEARCH_UNREACHABLE);
    assertThatThrownBy(() -> nodes().replace("d1", "d1-r1", Optional.empty()))
        .isInstanceOf(SlipwayException.class);

    assertThat(nodes().replace("d1", "d1-r1", Optional.empty()).color()).isEqualTo(Color.GREEN);

    assertThat(cluster().nodes()).containsExactly("d1-r1", "d2", "d3");
    asBefore();
  }

  @Test
  void aNodeThatCannotBeEmptiedStaysAndItIsSaidHowToGoOn() {
    search.stuck(true);

    var late =
        fails(
            ErrorCode.DEADLINE_EXCEEDED,
            () -> nodes(Duration.ofMillis(50)).replace("d1", "d1-r1", Optional.empty()));

    assertThat(late).hasMessageContaining("copies still on d1");
    assertThat(late.hint()).contains("the same command goes on");
    assertThat(cluster().nodes()).contains("d1");
    assertThat(search.status().placesAtOnce()).isFalse();
  }

  @Test
  void aNodeThatDiesWithLastCopiesWhileItIsDrainedIsNotDeleted() {
    search.setReplicas(0);
    search.stuck(true);
    Thread killer =
        Thread.ofVirtual()
            .start(
                () -> {
                  while (!said.contains("draining d1")) {
                    Thread.onSpinWait();
                  }
                  search.leave("d1");
                });

    fails(ErrorCode.LAST_COPY, () -> nodes().replace("d1", "d1-r1", Optional.empty()));

    assertThat(killer.isAlive()).isFalse();
    assertThat(cluster().nodes()).contains("d1");
  }

  @Test
  void nodesAreAddedAfterTheHighestNumberAndTheReplicasRaised() {
    assertThat(nodes().lacking(5)).containsExactly("d4", "d5");
    assertThat(nodes().replicasByDefault(1)).as("no fewer than there are").isEmpty();
    assertThat(nodes().replicasByDefault(2)).contains(2);

    assertThat(nodes().add(List.of("d4", "d5"), Optional.of(9)).color()).isEqualTo(Color.GREEN);

    assertThat(said).contains("replicas: 4, which is what the data nodes can hold");
    assertThat(cluster().nodes()).containsExactly("d1", "d2", "d3", "d4", "d5");
  }

  @Test
  void whatWasBegunIsFinishedBeforeOthersAreLaunched() {
    provider.launchCluster(
        new ClusterRequest("c", List.of("d4"), "v42.0", "1".repeat(40)), Duration.ZERO, line -> {});
    search.leave("d4");

    assertThat(nodes().lacking(4)).containsExactly("d4");
    assertThat(nodes().lacking(5)).containsExactly("d4", "d5");
    nodes().add(nodes().lacking(4), Optional.empty());

    assertThat(nodes().lacking(4)).as("once more: finished").isEmpty();
    assertThat(nodes().add(List.of(), Optional.empty()).dataNodes()).isEqualTo(4);
    fails(ErrorCode.USAGE, () -> nodes().lacking(3));
  }

  @Test
  void aNodeIsRemovedOnlyWhenTheOthersCanHoldEverything() {
    fails(ErrorCode.NODE_NEEDED, () -> nodes().remove("d1"));
    search.setReplicas(1);

    assertThat(nodes().remove("d1").dataNodes()).isEqualTo(2);

    assertThat(cluster().nodes()).containsExactly("d2", "d3");
    asBefore();
  }

  @Test
  void aRemovalThatDiedAfterTheNodeWasGoneIsFinished() {
    search.setReplicas(1);
    search.mishaps().failNext("endDrain", ErrorCode.SEARCH_UNREACHABLE);
    fails(ErrorCode.SEARCH_UNREACHABLE, () -> nodes().remove("d1"));
    assertThat(search.status().draining()).containsExactly("d1");

    nodes().remove("d1");

    asBefore();
  }

  @Test
  void aHangingClusterIsLeftWhenTheCallerIs() throws Exception {
    search.mishaps().hang();
    ClusterNodes nodes = nodes();
    List<ErrorCode> codes = new ArrayList<>();
    Thread caller =
        Thread.ofVirtual()
            .start(() -> codes.add(fails(ErrorCode.INTERRUPTED, () -> nodes.remove("d1")).code()));
    caller.interrupt();
    caller.join();

    assertThat(codes).containsExactly(ErrorCode.INTERRUPTED);
  }

  /** Nothing of a change is left in the cluster's settings. */
  private void asBefore() {
    assertThat(search.status().draining()).isEmpty();
    assertThat(search.status().votesWithdrawn()).isFalse();
    assertThat(search.status().placesAtOnce()).isFalse();
    assertThat(search.wait("docs")).isEmpty();
  }

  private ClusterNodes nodes() {
    return nodes(Duration.ofSeconds(10));
  }

  private ClusterNodes nodes(Duration deadline) {
    return new ClusterNodes(provider, search, cluster(), deadline, said::add);
  }

  private ClusterRecord cluster() {
    return provider.clusters().getFirst();
  }

  private static SlipwayException fails(ErrorCode code, ThrowingCallable call) {
    SlipwayException failure = catchThrowableOfType(SlipwayException.class, call);
    assertThat(failure).isNotNull();
    assertThat(failure.code()).isEqualTo(code);
    return failure;
  }
}
