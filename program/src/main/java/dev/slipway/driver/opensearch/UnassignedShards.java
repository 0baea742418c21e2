package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.service.UnassignedShard;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why shards have no place. Asked in JSON: the typed client refuses the answer when some node would
 * take the copy, for that node then names no rule against it.
 */
record UnassignedShards(Api api) {
  /** Each is a question of its own; a cluster that lost a node may have thousands. */
  private static final int MOST = 200;

  /** The primaries first: they are what clients miss. */
  List<UnassignedShard> explained() {
    return api.get(
            "list its shards",
            "/_cat/shards",
            Map.of("format", "json", "h", "index,shard,prirep,state"))
        .valueStream()
        .filter(shard -> shard.path("state").asText().equals("UNASSIGNED"))
        .sorted(Comparator.comparing(shard -> !primary(shard)))
        .limit(MOST)
        .flatMap(shard -> explain(shard).stream())
        .toList();
  }

  private static boolean primary(JsonNode shard) {
    return shard.path("prirep").asText().equals("p");
  }

  /** Empty when the shard found a place since it was listed. */
  private Optional<UnassignedShard> explain(JsonNode shard) {
    JsonNode question =
        JsonNodeFactory.instance
            .objectNode()
            .put("index", shard.path("index").asText())
            .put("shard", shard.path("shard").asInt())
            .put("primary", primary(shard));
    return api.ask("explain a shard", "/_cluster/allocation/explain", question)
        .filter(answer -> answer.path("current_state").asText().equals("unassigned"))
        .map(UnassignedShards::explained);
  }

  private static UnassignedShard explained(JsonNode answer) {
    JsonNode info = answer.path("unassigned_info");
    return new UnassignedShard(
        answer.path("index").asText(),
        answer.path("shard").asInt(),
        answer.path("primary").asBoolean(),
        info.path("reason").asText().equals("NODE_LEFT"),
        named(answer, info.path("details").asText()),
        new Reasons(answer).reason());
  }

  /** The details name a node by its identity, which says nothing to people. */
  private static Optional<String> named(JsonNode answer, String details) {
    return answer
        .path("node_allocation_decisions")
        .valueStream()
        .filter(node -> details.contains("[" + node.path("node_id").asText() + "]"))
        .map(node -> node.path("node_name").asText())
        .findFirst();
  }
}
