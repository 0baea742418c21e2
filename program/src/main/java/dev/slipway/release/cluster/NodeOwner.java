package dev.slipway.release.cluster;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.Services;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.SiteRecord;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whose data node it is.
 *
 * @param search is asked through the site's master, which outlives its data nodes; through those
 *     when none has joined yet
 */
public record NodeOwner(ClusterRecord cluster, SearchCluster search) {

  /**
   * The cluster that has the node or, when a change that was begun has ended it already, the one
   * that has its replacement or still drains it.
   *
   * @throws SlipwayException {@code CLUSTER_UNKNOWN}
   */
  public static NodeOwner of(Services services, String node, String replacement) {
    List<ClusterRecord> clusters = services.provider().clusters();
    List<Predicate<ClusterRecord>> signs =
        List.of(
            cluster -> cluster.nodes().contains(node),
            cluster -> cluster.nodes().contains(replacement),
            cluster -> drains(services, cluster, node));
    return signs.stream()
        .flatMap(sign -> clusters.stream().filter(sign))
        .findFirst()
        .map(cluster -> of(services, cluster))
        .orElseThrow(() -> unknown(node, clusters));
  }

  /** The cluster of that name, whether a master has joined it or not. */
  public static Optional<NodeOwner> named(Services services, String cluster) {
    return services.provider().cluster(cluster).map(known -> of(services, known));
  }

  /**
   * The cluster of a site.
   *
   * @throws SlipwayException {@code CLUSTER_UNKNOWN} when it is a single server
   */
  public static NodeOwner of(Services services, SiteRecord site) {
    ClusterRecord cluster =
        site.cluster()
            .orElseThrow(
                () ->
                    new SlipwayException(
                        ErrorCode.CLUSTER_UNKNOWN,
                        site.name() + " is a single server and has no data nodes",
                        "`slipway deploy --cluster-size N` launches a clustered site"));
    return new NodeOwner(cluster, services.search(site));
  }

  private static boolean drains(Services services, ClusterRecord cluster, String node) {
    return of(services, cluster).search().status().draining().contains(node);
  }

  private static NodeOwner of(Services services, ClusterRecord cluster) {
    return new NodeOwner(
        cluster,
        cluster
            .site()
            .flatMap(services.provider()::find)
            .map(services::search)
            .orElseGet(() -> services.search(cluster)));
  }

  private static SlipwayException unknown(String node, List<ClusterRecord> clusters) {
    List<String> nodes = clusters.stream().flatMap(cluster -> cluster.nodes().stream()).toList();
    return new SlipwayException(
        ErrorCode.CLUSTER_UNKNOWN,
        "no cluster has a data node " + node,
        nodes.isEmpty() ? "there is none at all" : "there is: " + String.join(", ", nodes));
  }
}
