package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ClusterHealth.Color;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every search cluster does. */
public abstract class SearchClusterContract {

  /** A cluster of one node that is up. */
  protected abstract SearchCluster cluster();

  /** A cluster of which no node is up. */
  protected abstract SearchCluster deadCluster();

  /** Creates an index with so many copies beside the primary one. */
  protected abstract void createIndex(String name, int replicas);

  @Test
  void aReplicaWithoutANodeIsExplainedAndHealedByFewerReplicas() {
    SearchCluster cluster = cluster();
    createIndex("experiment", 1);

    ClusterHealth yellow = cluster.awaitHealth(Color.YELLOW, Duration.ofSeconds(30));
    assertThat(yellow.color()).isEqualTo(Color.YELLOW);
    assertThat(yellow.nodes()).isEqualTo(1);
    assertThat(yellow.unassigned()).hasSize(1).first().asString().contains("experiment", "replica");
    assertThatThrownBy(() -> cluster.awaitHealth(Color.GREEN, Duration.ofMillis(300)))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SEARCH_UNHEALTHY))
        .hasMessageContaining("experiment");

    assertThat(cluster.setReplicas(2)).as("clamped to the nodes there are").isEqualTo(0);

    ClusterHealth green = cluster.awaitHealth(Color.GREEN, Duration.ofSeconds(30));
    assertThat(green.color()).isEqualTo(Color.GREEN);
    assertThat(green.activeShards()).isPositive();
    assertThat(green.unassigned()).isEmpty();
  }

  @Test
  void aDeadClusterIsUnreachable() {
    SearchCluster cluster = deadCluster();

    unreachable(cluster::health);
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
