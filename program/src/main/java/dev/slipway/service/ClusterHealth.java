package dev.slipway.service;

import java.util.List;

/**
 * @param unassigned one sentence a shard: which, where it was, why it has no place
 */
public record ClusterHealth(Color color, int nodes, int activeShards, List<String> unassigned) {
  /** The cluster's own traffic light. */
  public enum Color {
    GREEN,
    YELLOW,
    RED
  }
}
