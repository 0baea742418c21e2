package dev.slipway.release.cluster;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Provider;
import dev.slipway.service.SearchCluster;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What bringing a data node into a cluster and taking one out are made of. Each part looks first:
 * what was done before a crash is not done again.
 *
 * @param deadline of each wait
 */
record NodeCare(
    Provider provider,
    SearchCluster search,
    ClusterRecord cluster,
    Duration deadline,
    Progress progress) {
  private static final Duration LAUNCH = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final String AGAIN = "the same command goes on where it was";

  /** What data nodes of this cluster are launched as. */
  ClusterRequest request(List<String> nodes) {
    return new ClusterRequest(cluster.name(), nodes, cluster.version(), cluster.commit());
  }

  void launch(List<String> nodes) {
    progress.say("launching " + String.join(", ", nodes));
    provider.launchCluster(request(nodes), LAUNCH, progress::say);
    await("%s in the cluster".formatted(String.join(", ", nodes)), () -> missing(nodes));
  }

  private String missing(List<String> nodes) {
    var there = search.status();
    return String.join(", ", nodes.stream().filter(node -> !there.has(node)).toList());
  }

  /** Copies of a node that is gone are made elsewhere at once while this goes on. */
  void withoutWaiting(Runnable action) {
    search.placeAtOnce();
    try {
      action.run();
    } catch (RuntimeException e) {
      placeLater(e);
      throw e;
    }
    search.placeLater();
  }

  private void placeLater(RuntimeException cause) {
    try {
      search.placeLater();
    } catch (SlipwayException e) {
      cause.addSuppressed(e);
    }
  }

  /** The node gives its copies to the others; one that is not there has none to give. */
  void drain(String node) {
    if (search.status().has(node)) {
      progress.say("draining " + node);
      search.drain(node);
      await("%s empty".formatted(node), () -> left(node));
    }
  }

  private String left(String node) {
    long copies = search.status().on(node);
    return copies == 0 ? "" : "%d copies still on %s".formatted(copies, node);
  }

  /**
   * The node is gone for good, its vote first: nothing waits for it any more. It may have died
   * while it was drained, so what only it holds is asked for once more.
   */
  void end(String node) {
    new Departure(search.status(), node).requireReplaceable();
    progress.say("terminating " + node);
    search.withdrawVote(node);
    provider.terminateNodes(List.of(node));
    await(node + " gone", () -> search.status().has(node) ? node + " is still there" : "");
    forget(node);
  }

  /** Nothing in the cluster's settings is about it any more. */
  void forget(String node) {
    if (search.status().votesWithdrawn()) {
      search.restoreVotes();
    }
    search.endDrain(node);
  }

  /** Waits until every copy has a place that can have one. */
  ClusterHealth settle() {
    await("cluster " + cluster.name() + " green", () -> unsettled(search.health()));
    return search.health();
  }

  private static String unsettled(ClusterHealth health) {
    return health.color() == ClusterHealth.Color.GREEN || health.onlyTooFewNodes()
        ? ""
        : "%s: %d copies are being made, %d have no place"
            .formatted(
                health.color().word(), health.initializingShards(), health.unassignedShards());
  }

  /** Sets the replicas, and says so when they are fewer than asked for. */
  void setReplicas(int wanted) {
    int set = search.setReplicas(wanted);
    String clamped = set == wanted ? "" : ", which is what the data nodes can hold";
    progress.say("replicas: %d%s".formatted(set, clamped));
  }

  /**
   * Asks until nothing is in the way.
   *
   * @param obstacle in words; none when it is empty
   */
  private void await(String what, Supplier<String> obstacle) {
    Progress changes = new Changes(progress);
    try {
      Await.of(what, deadline)
          .every(PAUSE)
          .until(
              () -> {
                String now = obstacle.get();
                if (!now.isEmpty()) {
                  changes.say(now);
                }
                return Optional.of(now).filter(String::isEmpty);
              });
    } catch (SlipwayException e) {
      throw e.code() == ErrorCode.DEADLINE_EXCEEDED ? late(what, obstacle.get(), e) : e;
    }
  }

  private SlipwayException late(String what, String obstacle, SlipwayException cause) {
    return new SlipwayException(
        ErrorCode.DEADLINE_EXCEEDED,
        "%s did not come within %d s: %s".formatted(what, deadline.toSeconds(), obstacle),
        "`slipway cluster health` says why; " + AGAIN,
        cause);
  }
}
