package dev.slipway.service;

import java.util.Optional;

/**
 * A copy of a shard that has no place.
 *
 * @param primary whether it is the copy that is written first; without it the shard is lost to
 *     clients
 * @param left whether it lost its place because its node left the cluster
 * @param node on which it failed last, when that node is still there
 */
public record UnassignedShard(
    String index,
    int shard,
    boolean primary,
    boolean left,
    Optional<String> node,
    UnassignedReason reason) {

  /** {@code replica of shard 0 of documents}. */
  public String name() {
    return "%s of shard %d of %s".formatted(primary ? "primary" : "replica", shard, index);
  }

  /** The name and why, one sentence. */
  @Override
  public String toString() {
    return name() + " has no place: " + reason.words();
  }
}
