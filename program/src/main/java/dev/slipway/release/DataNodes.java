package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.SiteRequest;
import java.util.Optional;

/**
 * The data nodes that a release launches for one of its sites.
 *
 * @param cluster name of their search cluster, which the site's master joins
 * @param size how many
 */
public record DataNodes(String cluster, int size) {
  public DataNodes {
    if (size < 1) {
      throw new SlipwayException(
          ErrorCode.USAGE,
          "a cluster of %d data nodes: it has at least one".formatted(size),
          "three hold two copies of everything while one of them is replaced");
    }
  }

  /**
   * The data nodes of a site.
   *
   * @param name of their cluster; empty for the one that a site's cluster has unless told otherwise
   */
  static DataNodes of(String site, Optional<String> name, int size) {
    return new DataNodes(name.orElseGet(() -> ClusterRequest.nameFor(site)), size);
  }

  /** The site together with what is launched before it. */
  static SiteLaunch launch(SiteRequest single, Optional<DataNodes> nodes) {
    return nodes
        .map(some -> SiteLaunch.clustered(single, some.cluster(), some.size()))
        .orElseGet(() -> new SiteLaunch(single, Optional.empty()));
  }

  /** {@code 3 data nodes of v42-b-cluster (v42-b-data1, v42-b-data2, v42-b-data3)}. */
  String describe() {
    return ClusterRequest.describe(
        cluster, ClusterRequest.numbered(ClusterRequest.stemOf(cluster), size));
  }
}
