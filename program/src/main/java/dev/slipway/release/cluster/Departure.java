package dev.slipway.release.cluster;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ClusterStatus;
import dev.slipway.service.ClusterStatus.Member;
import java.util.Set;

/** Whether a data node may leave its cluster. Pure. */
record Departure(String cluster, ClusterStatus status, String node) {

  /**
   * Whether another node may take its place. One that is there gives its copies away first; one
   * that is not must not have held the last of any.
   *
   * @throws SlipwayException {@code LAST_COPY}
   */
  void requireReplaceable() {
    Set<String> lost = status.lastCopiesWithout(node);
    if (!status.has(node) && !lost.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.LAST_COPY,
          "%s is not there, and nobody else holds %s".formatted(node, words(lost)),
          "start it again (`slipway node up` on its server), or delete the index and have it built anew");
    }
  }

  /**
   * Whether it may go without another in its place.
   *
   * @throws SlipwayException {@code LAST_COPY}, {@code NODE_NEEDED}
   */
  void requireRemovable() {
    requireReplaceable();
    requireSomewhereToGo();
    requireRoomForReplicas();
    requireQuorum();
  }

  private long others() {
    return status.dataNodes().stream().filter(other -> !other.equals(node)).count();
  }

  private void requireSomewhereToGo() {
    if (others() == 0) {
      throw new SlipwayException(
          ErrorCode.LAST_COPY,
          "%s is the last data node: it holds the only copy of everything".formatted(node),
          "`slipway cluster replace` puts another in its place; `slipway cluster add` adds one");
    }
  }

  private void requireRoomForReplicas() {
    if (status.mostReplicas() >= others()) {
      throw new SlipwayException(
          ErrorCode.NODE_NEEDED,
          "an index has %d replicas, which need %d data nodes, and without %s there are %d"
              .formatted(status.mostReplicas(), status.mostReplicas() + 1, node, others()),
          "lower them first: slipway cluster replicas %d %s".formatted(others() - 1, cluster));
    }
  }

  /** Those that stay must outvote those that are missing. */
  private void requireQuorum() {
    long voters =
        status.members().stream()
            .filter(Member::voter)
            .filter(member -> !member.name().equals(node))
            .count();
    int absent = status.missingVoters() - (status.has(node) ? 0 : 1);
    if (voters <= absent) {
      throw new SlipwayException(
          ErrorCode.NODE_NEEDED,
          "without %s, %d node%s that may manage the cluster would be there and %d missing: no majority"
              .formatted(node, voters, voters == 1 ? "" : "s", absent),
          "replace the missing ones first: `slipway cluster health %s` names them"
              .formatted(cluster));
    }
  }

  private static String words(Set<String> shards) {
    String first = shards.iterator().next();
    return shards.size() == 1
        ? first
        : "%s and %d other shards".formatted(first, shards.size() - 1);
  }
}
