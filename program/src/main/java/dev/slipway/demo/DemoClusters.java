package dev.slipway.demo;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.Optional;

/**
 * How many data nodes the demo's sites have; a site without any is a single server.
 *
 * @param former of the site that serves at first
 * @param next of the site that is released to
 * @param kills whether those of the next site are killed while its index is waited for
 */
public record DemoClusters(Optional<Integer> former, Optional<Integer> next, boolean kills) {
  /** Single servers on both sides. */
  static final DemoClusters NONE = new DemoClusters(Optional.empty(), Optional.empty(), false);

  private static final int USUAL = 3;
  private static final int SURVIVING = 2;

  /**
   * @param everywhere both sites are clustered, and lose their nodes
   * @param size data nodes; alone it is the next site's
   * @throws SlipwayException {@code USAGE} when there is none, or when the loss of one would take
   *     the index with it
   */
  public static DemoClusters of(boolean everywhere, Optional<Integer> size) {
    if (size.filter(nodes -> nodes < 1).isPresent()) {
      throw new SlipwayException(
          ErrorCode.USAGE,
          "a cluster has at least one data node, not " + size.get(),
          "leave --cluster-size out for a single server");
    }
    if (!everywhere) {
      return new DemoClusters(Optional.empty(), size, false);
    }
    int nodes = size.orElse(USUAL);
    if (nodes < SURVIVING) {
      throw new SlipwayException(
          ErrorCode.USAGE,
          "--clustered kills data nodes, and a cluster of %d would lose its index".formatted(nodes),
          "--cluster-size 2 or more");
    }
    return new DemoClusters(Optional.of(nodes), Optional.of(nodes), true);
  }

  /** How many data nodes are to be killed. */
  int killed() {
    return kills ? next.orElse(0) : 0;
  }

  /** Copies of each index beside the primary one, so that a node may be lost. */
  int replicas() {
    return next.filter(nodes -> nodes >= SURVIVING).isPresent() ? 1 : 0;
  }
}
