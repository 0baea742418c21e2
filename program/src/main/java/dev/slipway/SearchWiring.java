package dev.slipway;

import dev.slipway.driver.opensearch.OpenSearchCluster;
import dev.slipway.driver.opensearch.OpenSearchIndexes;
import dev.slipway.driver.opensearch.SnapshotPlace;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.SearchIndexes;
import dev.slipway.service.ServerRecord;
import dev.slipway.service.SiteRecord;
import java.nio.file.Path;
import java.util.List;

/** The search clusters of the estate, each asked at all of its nodes. */
final class SearchWiring implements AutoCloseable {
  private final Path snapshots;
  private final Kept kept = new Kept();

  /**
   * @param snapshots the folder that the nodes of every cluster see
   */
  SearchWiring(Path snapshots) {
    this.snapshots = snapshots;
  }

  SearchCluster cluster(SiteRecord site) {
    return cluster(site.name(), site.servers());
  }

  SearchCluster cluster(ClusterRecord cluster) {
    return cluster(cluster.name(), cluster.servers());
  }

  private SearchCluster cluster(String name, List<ServerRecord> servers) {
    return kept.get(
        SearchCluster.class, name, () -> new OpenSearchCluster(name, endpoints(servers)));
  }

  SearchIndexes indexes(SiteRecord site) {
    return kept.get(
        SearchIndexes.class,
        site.name(),
        () ->
            new OpenSearchIndexes(
                site.name(), endpoints(site.servers()), SnapshotPlace.folder(snapshots)));
  }

  private static List<Endpoint> endpoints(List<ServerRecord> servers) {
    return servers.stream().map(ServerRecord::search).toList();
  }

  @Override
  public void close() {
    kept.close();
  }
}
