package dev.slipway.service;

import java.util.List;

/**
 * How a search cluster is.
 *
 * @param nodes all of them; {@code dataNodes} are those that hold copies of shards
 * @param activeShards copies that serve
 * @param initializingShards copies that are being made
 * @param unassignedShards copies that have no place
 * @param unassigned those with the reason; fewer than there are when there are very many, or when
 *     one found a place meanwhile
 */
public record ClusterHealth(
    Color color,
    int nodes,
    int dataNodes,
    int activeShards,
    int initializingShards,
    int unassignedShards,
    List<UnassignedShard> unassigned) {
  public ClusterHealth {
    unassigned = List.copyOf(unassigned);
  }

  /** The cluster's own traffic light. */
  public enum Color {
    GREEN,
    YELLOW,
    RED;

    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** True when all that is wrong is that there are fewer nodes than copies, for every copy. */
  public boolean onlyTooFewNodes() {
    return color == Color.YELLOW
        && initializingShards == 0
        && unassignedShards > 0
        && unassigned.size() == unassignedShards
        && unassigned.stream()
            .allMatch(shard -> shard.reason() instanceof UnassignedReason.TooFewNodes);
  }
}
