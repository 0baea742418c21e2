package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.ClusterStatus.Copy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every search cluster does. */
public abstract class SearchClusterContract {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final List<String> created = new ArrayList<>();

  /** A cluster of one node, {@code n1}, that is up. */
  protected abstract SearchCluster cluster();

  /** A cluster of which no node is up. */
  protected abstract SearchCluster deadCluster();

  /** Creates an index with so many copies beside the primary one. */
  protected abstract void createIndex(String name, int replicas);

  protected abstract void deleteIndex(String name);

  /** How long an index waits for a node that left; empty when it was told nothing. */
  protected abstract Optional<String> waitOf(String index);

  protected abstract void setWait(String index, String time);

  private void index(String name, int replicas) {
    created.add(name);
    createIndex(name, replicas);
  }

  @AfterEach
  void deleteIndices() {
    created.forEach(this::deleteIndex);
  }

  @Test
  void aReplicaWithoutANodeIsExplainedAndHealedByFewerReplicas() {
    SearchCluster cluster = cluster();
    index("experiment", 1);

    ClusterHealth yellow =
        Await.of("a yellow cluster", DEADLINE)
            .until(() -> Optional.of(cluster.health()).filter(ClusterHealth::onlyTooFewNodes));
    assertThat(yellow.color()).isEqualTo(Color.YELLOW);
    assertThat(yellow.nodes()).isEqualTo(1);
    assertThat(yellow.dataNodes()).isEqualTo(1);
    assertThat(yellow.unassignedShards()).isEqualTo(1);
    assertThat(yellow.unassigned()).hasSize(1).first().asString().contains("experiment", "replica");
    assertThat(yellow.unassigned().getFirst().reason())
        .isEqualTo(new UnassignedReason.TooFewNodes(1));
    assertThatThrownBy(() -> cluster.awaitHealth(Color.GREEN, Duration.ofMillis(300)))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SEARCH_UNHEALTHY))
        .hasMessageContaining("experiment");

    assertThat(cluster.setReplicas(2)).as("clamped to the nodes there are").isEqualTo(0);

    ClusterHealth green = cluster.awaitHealth(Color.GREEN, DEADLINE);
    assertThat(green.color()).isEqualTo(Color.GREEN);
    assertThat(green.activeShards()).isPositive();
    assertThat(green.unassigned()).isEmpty();
    assertThat(green.onlyTooFewNodes()).isFalse();
  }

  @Test
  void itIsKnownWhichNodeHoldsWhat() {
    index("held", 1);
    List<Copy> expected =
        List.of(
            new Copy("held", 0, true, true, Optional.of("n1")),
            new Copy("held", 0, false, false, Optional.empty()));
    Await.of("the copies of held", DEADLINE)
        .untilTrue(() -> cluster().status().copies().containsAll(expected));

    ClusterStatus status = cluster().status();
    assertThat(status.dataNodes()).containsExactly("n1");
    assertThat(status.replicas()).containsEntry("held", 1);
    assertThat(status.lastCopiesWithout("n1")).contains("shard 0 of held");
    assertThat(status.missingVoters()).isZero();
  }

  @Test
  void aNodeThatIsDrainedTakesNoNewCopiesUntilItMay() {
    cluster().drain("n1");
    cluster().drain("n1");
    index("late", 0);

    assertThat(cluster().status().draining()).containsExactly("n1");
    ClusterHealth red = cluster().health();
    assertThat(red.color()).isEqualTo(Color.RED);
    assertThat(red.unassigned())
        .extracting(UnassignedShard::reason)
        .containsExactly(new UnassignedReason.NodesDrained(List.of("n1")));

    cluster().endDrain("n1");
    cluster().endDrain("n1");
    cluster().awaitHealth(Color.GREEN, DEADLINE);
    assertThat(cluster().status().draining()).isEmpty();
  }

  @Test
  void theWaitForANodeIsSuspendedAndPutBackAsItWas() {
    index("patient", 0);
    index("usual", 0);
    setWait("patient", "5m");

    cluster().placeAtOnce();
    index("created-meanwhile", 0);
    cluster().placeAtOnce();
    assertThat(cluster().status().placesAtOnce()).isTrue();
    assertThat(waitOf("patient")).contains("0s");
    assertThat(waitOf("usual")).contains("0s");

    cluster().placeLater();
    cluster().placeLater();
    assertThat(cluster().status().placesAtOnce()).isFalse();
    assertThat(waitOf("patient")).contains("5m");
    assertThat(waitOf("usual")).isEmpty();
  }

  @Test
  void whatThereIsNoCauseForDoesNoHarm() {
    SearchCluster cluster = cluster();
    cluster.retryFailed();
    cluster.flush();
    cluster.endDrain("nobody");
    cluster.withdrawVote("nobody");
    cluster.restoreVotes();
    cluster.placeLater();

    ClusterStatus status = cluster.status();
    assertThat(status.draining()).isEqualTo(Set.of());
    assertThat(status.votesWithdrawn()).isFalse();
  }

  @Test
  void aDeadClusterIsUnreachable() {
    SearchCluster cluster = deadCluster();

    unreachable(cluster::health);
    unreachable(cluster::status);
    unreachable(cluster::retryFailed);
    unreachable(cluster::flush);
    unreachable(cluster::placeAtOnce);
    unreachable(() -> cluster.drain("n1"));
    unreachable(() -> cluster.withdrawVote("n1"));
    unreachable(() -> cluster.setReplicas(1));
    unreachable(() -> cluster.awaitHealth(Color.RED, Duration.ofMillis(200)));
  }

  private static void unreachable(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SlipwayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.SEARCH_UNREACHABLE));
  }
}
