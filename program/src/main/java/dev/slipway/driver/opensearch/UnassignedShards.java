package dev.slipway.driver.opensearch;

import dev.slipway.service.UnassignedShard;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.cat.shards.ShardsRecord;
import org.opensearch.client.opensearch.cluster.AllocationExplainResponse;
import org.opensearch.client.opensearch.cluster.allocation_explain.NodeAllocationExplanation;
import org.opensearch.client.opensearch.cluster.allocation_explain.UnassignedInformation;
import org.opensearch.client.opensearch.cluster.allocation_explain.UnassignedInformationReason;

/** Why shards have no place. */
record UnassignedShards(OpenSearchClient client, Calls calls) {
  /** Each is a question of its own; a cluster that lost a node may have thousands. */
  private static final int MOST = 200;

  private static final int BAD_REQUEST = 400;

  /** The primaries first: they are what clients miss. */
  List<UnassignedShard> explained() {
    return calls.to("list its shards", () -> client.cat().shards()).valueBody().stream()
        .filter(shard -> "UNASSIGNED".equals(shard.state()))
        .sorted(Comparator.comparing(shard -> !"p".equals(shard.prirep())))
        .limit(MOST)
        .flatMap(shard -> explain(shard).stream())
        .toList();
  }

  /** Empty when the shard found a place since it was listed: the cluster refuses the question. */
  private Optional<UnassignedShard> explain(ShardsRecord shard) {
    return calls.to("explain a shard", () -> ask(shard)).map(UnassignedShards::explained);
  }

  private Optional<AllocationExplainResponse> ask(ShardsRecord shard) throws IOException {
    try {
      return Optional.of(
          client
              .cluster()
              .allocationExplain(
                  ask ->
                      ask.index(shard.index())
                          .shard(Integer.parseInt(shard.shard()))
                          .primary("p".equals(shard.prirep()))));
    } catch (OpenSearchException e) {
      if (e.status() == BAD_REQUEST) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static UnassignedShard explained(AllocationExplainResponse answer) {
    Optional<UnassignedInformation> info = Optional.ofNullable(answer.unassignedInfo());
    return new UnassignedShard(
        answer.index(),
        answer.shard(),
        answer.primary(),
        info.filter(since -> since.reason() == UnassignedInformationReason.NodeLeft).isPresent(),
        info.map(UnassignedInformation::details).flatMap(details -> named(answer, details)),
        new Reasons(answer).reason());
  }

  /** The details name a node by its identity, which says nothing to people. */
  private static Optional<String> named(AllocationExplainResponse answer, String details) {
    return answer.nodeAllocationDecisions().stream()
        .filter(node -> details.contains("[" + node.nodeId() + "]"))
        .map(NodeAllocationExplanation::nodeName)
        .findFirst();
  }
}
