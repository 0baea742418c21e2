package dev.slipway.driver.opensearch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.cat.shards.ShardsRecord;
import org.opensearch.client.opensearch.cluster.AllocationExplainResponse;
import org.opensearch.client.opensearch.cluster.allocation_explain.AllocationDecision;
import org.opensearch.client.opensearch.cluster.allocation_explain.AllocationExplainDecision;
import org.opensearch.client.opensearch.cluster.allocation_explain.NodeAllocationExplanation;
import org.opensearch.client.opensearch.cluster.allocation_explain.UnassignedInformation;

/** Why shards have no place, a sentence each. */
record UnassignedShards(OpenSearchClient client, Calls calls) {
  /** A cluster that lost a node has hundreds; the first ones tell. */
  private static final int MOST = 20;

  private static final int BAD_REQUEST = 400;

  List<String> explained() {
    return calls.to("list its shards", () -> client.cat().shards()).valueBody().stream()
        .filter(shard -> "UNASSIGNED".equals(shard.state()))
        .limit(MOST)
        .flatMap(shard -> explain(shard).stream())
        .toList();
  }

  /** Empty when the shard found a place since it was listed: the cluster refuses the question. */
  private Optional<String> explain(ShardsRecord shard) {
    return calls.to("explain a shard", () -> ask(shard)).map(UnassignedShards::sentence);
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

  private static String sentence(AllocationExplainResponse answer) {
    String copy = answer.primary() ? "primary" : "replica";
    return "%s of shard %d of %s has no place (%s): %s"
        .formatted(copy, answer.shard(), answer.index(), history(answer), reasons(answer));
  }

  private static String history(AllocationExplainResponse answer) {
    UnassignedInformation info = answer.unassignedInfo();
    if (info == null) {
      return "unassigned";
    }
    String details = info.details() == null ? "" : ", " + info.details();
    return "since %s, %s%s".formatted(info.at(), info.reason().jsonValue(), details);
  }

  private static String reasons(AllocationExplainResponse answer) {
    String byNode =
        answer.nodeAllocationDecisions().stream()
            .flatMap(UnassignedShards::refusals)
            .collect(Collectors.joining("; "));
    return byNode.isEmpty() ? String.valueOf(answer.allocateExplanation()) : byNode;
  }

  private static Stream<String> refusals(NodeAllocationExplanation node) {
    return node.deciders().stream()
        .filter(decider -> decider.decision() != AllocationExplainDecision.Yes)
        .map(AllocationDecision::explanation)
        .map(why -> "on %s %s".formatted(node.nodeName(), why));
  }
}
