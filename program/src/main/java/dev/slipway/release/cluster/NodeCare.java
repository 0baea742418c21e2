package dev.slipway.release.cluster;

import dev.slipway.error.SlipwayException;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Provider;
import dev.slipway.service.SearchCluster;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.List;

/**
 * What bringing a data node into a cluster and taking one out are made of. Each part looks first:
 * what was done before a crash is not done again.
 */
record NodeCare(
    Provider provider,
    SearchCluster search,
    ClusterRecord cluster,
    Waiting waiting,
    Progress progress) {
  private static final Duration LAUNCH = Duration.ofMinutes(15);

  /** What data nodes of this cluster are launched as. */
  ClusterRequest request(List<String> nodes) {
    return new ClusterRequest(cluster.name(), nodes, cluster.version(), cluster.commit());
  }

  /** One of the same name may have been drained before, and never been finished. */
  void launch(List<String> nodes) {
    progress.say("launching " + String.join(", ", nodes));
    nodes.forEach(search::endDrain);
    flush();
    provider.launchCluster(request(nodes), LAUNCH, progress::say);
    waiting.until("%s in the cluster".formatted(String.join(", ", nodes)), () -> missing(nodes));
  }

  /** Without it, it only takes longer. */
  private void flush() {
    try {
      search.flush();
    } catch (SlipwayException e) {
      progress.say("copies will take longer: " + e.getMessage());
    }
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
      waiting.until("%s empty".formatted(node), () -> left(node));
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
    new Departure(cluster.name(), search.status(), node).requireReplaceable();
    progress.say("terminating " + node);
    search.withdrawVote(node);
    provider.terminateNodes(List.of(node));
    waiting.until(node + " gone", () -> search.status().has(node) ? node + " is still there" : "");
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
    waiting.until("cluster " + cluster.name() + " green", () -> unsettled(search.health()));
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
}
