package dev.slipway.release.cluster;

import dev.slipway.service.UnassignedShard;

/**
 * A copy that has no place.
 *
 * @param was on which node it was, in words; empty when it never had a place or that is not known
 */
public record Finding(UnassignedShard shard, String was, Remedy remedy) {

  /** Which, where it was, why: one sentence. */
  public String words() {
    String where = was.isEmpty() ? "" : ", which was on " + was + ",";
    return "%s%s has no place: %s".formatted(shard.name(), where, shard.reason().words());
  }
}
