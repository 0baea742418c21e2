package dev.slipway.release;

import java.util.ArrayList;
import java.util.List;

/**
 * What the size of a search cluster means when one of its nodes is lost, in words. Pure. Every data
 * node votes for the cluster's manager, and so does the master's node; a manager is elected by more
 * than half of them.
 *
 * @param dataNodes all of the cluster
 * @param master whether its master has joined, or is launched with them
 * @param replicas copies of each index beside the primary one, as the profile wants them
 */
public record ClusterAdvice(String cluster, int dataNodes, boolean master, int replicas) {
  private static final int ELECTING = 3;

  /** One sentence each; none when all is as it should be. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    int voters = dataNodes + (master ? 1 : 0);
    if (dataNodes == 1) {
      lines.add(cluster + " has one data node: when it is lost, the index is built anew");
    } else if (voters < ELECTING) {
      lines.add(
          "%s has %d voting nodes: until its master joins, the loss of one stops it"
              .formatted(cluster, voters));
    }
    if (dataNodes > 1 && replicas == 0) {
      lines.add(
          "%s keeps no copy of its index (search.replicas: 0): a data node that is lost takes its part with it"
              .formatted(cluster));
    }
    if (replicas >= dataNodes) {
      lines.add(
          "%d replicas need %d data nodes, and %s has %d: %d can be held"
              .formatted(replicas, replicas + 1, cluster, dataNodes, dataNodes - 1));
    }
    return List.copyOf(lines);
  }
}
