package dev.slipway.release.cluster;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.ClusterStatus;
import dev.slipway.service.Provider;
import dev.slipway.service.SearchCluster;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Changes which data nodes a live cluster has. No shard loses its last copy, and searches go on.
 * Every change may die anywhere: the same call finishes it, because it looks before it acts.
 */
public final class ClusterNodes {
  private final ClusterRecord cluster;
  private final SearchCluster search;
  private final Provider provider;
  private final NodeCare care;

  /**
   * @param cluster as its provider knows it
   * @param deadline of each wait: a node that joins, one that is drained, a cluster that gets green
   */
  public ClusterNodes(
      Provider provider,
      SearchCluster search,
      ClusterRecord cluster,
      Duration deadline,
      Progress progress) {
    this.cluster = cluster;
    this.search = search;
    this.provider = provider;
    this.care =
        new NodeCare(
            provider, search, cluster, new Waiting(cluster.name(), deadline, progress), progress);
  }

  /**
   * Refuses what {@link #replace} would refuse, before anything is done.
   *
   * @throws dev.slipway.error.SlipwayException {@code LAST_COPY}, and what {@link
   *     Provider#checkCluster} throws
   */
  public void checkReplacement(String old, String replacement) {
    if (cluster.nodes().contains(old)) {
      new Departure(cluster.name(), search.status(), old).requireReplaceable();
    }
    provider.checkCluster(care.request(List.of(replacement)));
  }

  /**
   * Puts a node in another's place: launches it, has the old one give its copies away when it is
   * there, ends the old one, waits until the cluster is green.
   *
   * @param replicas beside the primary one; empty to leave them
   */
  public ClusterHealth replace(String old, String replacement, Optional<Integer> replicas) {
    checkReplacement(old, replacement);
    care.launch(List.of(replacement));
    care.withoutWaiting(
        () -> {
          takeOut(old);
          replicas.ifPresent(care::setReplicas);
          care.settle();
        });
    return search.health();
  }

  /**
   * What is to be launched until so many data nodes are there: those that were launched and are not
   * there, then new ones; nothing when they are. So the same call finishes one that died.
   *
   * @throws SlipwayException {@code USAGE} when there are more
   */
  public List<String> lacking(int size) {
    ClusterStatus status = search.status();
    int there = status.dataNodes().size();
    if (there > size) {
      throw new SlipwayException(
          ErrorCode.USAGE,
          "%s has %d data nodes, more than %d".formatted(cluster.name(), there, size),
          "`slipway cluster remove NODE` takes one out");
    }
    List<String> names =
        new ArrayList<>(cluster.nodes().stream().filter(node -> !status.has(node)).toList());
    String stem = ClusterRequest.stemOf(cluster.name());
    names.addAll(NodeNames.next(cluster.nodes(), stem, size));
    return List.copyOf(names.subList(0, size - there));
  }

  /** Refuses what {@link #add} would refuse, before anything is done. */
  public void checkAddition(List<String> nodes) {
    if (!nodes.isEmpty()) {
      provider.checkCluster(care.request(nodes));
    }
  }

  /** Launches more nodes, if any, and waits until they are members and the cluster is green. */
  public ClusterHealth add(List<String> nodes, Optional<Integer> replicas) {
    if (!nodes.isEmpty()) {
      care.launch(nodes);
    }
    replicas.ifPresent(care::setReplicas);
    return care.settle();
  }

  /**
   * Refuses what {@link #remove} would refuse, before anything is done.
   *
   * @throws dev.slipway.error.SlipwayException {@code LAST_COPY}, {@code NODE_NEEDED}
   */
  public void checkRemoval(String node) {
    if (cluster.nodes().contains(node)) {
      new Departure(cluster.name(), search.status(), node).requireRemovable();
    }
  }

  /** Drains a node, ends it, and waits until the cluster is green without it. */
  public ClusterHealth remove(String node) {
    checkRemoval(node);
    care.withoutWaiting(
        () -> {
          takeOut(node);
          care.settle();
        });
    return search.health();
  }

  private void takeOut(String node) {
    if (cluster.nodes().contains(node)) {
      care.drain(node);
      care.end(node);
    } else {
      care.forget(node);
    }
  }

  /**
   * The replicas to set when nobody says how many: the estate's where an index has fewer, and never
   * fewer than an index has; empty to leave them.
   */
  public Optional<Integer> replicasByDefault(int estates) {
    ClusterStatus status = search.status();
    return status.replicas().isEmpty() || status.fewestReplicas() >= estates
        ? Optional.empty()
        : Optional.of(Math.max(estates, status.mostReplicas()));
  }
}
