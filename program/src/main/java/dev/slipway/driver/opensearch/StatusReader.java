package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.service.ClusterStatus;
import dev.slipway.service.ClusterStatus.Copy;
import dev.slipway.service.ClusterStatus.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which node of the cluster holds what. */
record StatusReader(Api api) {
  private static final String REPLICAS = "index.number_of_replicas";
  private static final String MOVING_TO = " -> ";

  ClusterStatus read() {
    JsonNode nodes =
        api.get(
            "list its nodes",
            "/_cat/nodes",
            Map.of("format", "json", "full_id", "true", "h", "id,name,node.role"));
    JsonNode votes =
        api.get(
                "tell who votes",
                "/_cluster/state/metadata",
                Map.of("filter_path", "metadata.cluster_coordination"))
            .at("/metadata/cluster_coordination");
    ClusterSettings settings = new ClusterSettings(api);
    IndexSettings indices = new IndexSettings(api);
    return new ClusterStatus(
        nodes.valueStream().map(StatusReader::member).toList(),
        copies(),
        replicas(indices),
        missingVoters(nodes, votes),
        new Drains(settings).nodes(),
        !votes.path("voting_config_exclusions").isEmpty(),
        new Patience(indices, settings).suspended());
  }

  /** Roles are letters: d holds data, m may manage the cluster. */
  private static Member member(JsonNode node) {
    String roles = node.path("node.role").asText();
    return new Member(node.path("name").asText(), roles.contains("d"), roles.contains("m"));
  }

  private List<Copy> copies() {
    return api.get(
            "list its shards",
            "/_cat/shards",
            Map.of("format", "json", "h", "index,shard,prirep,state,node"))
        .valueStream()
        .map(StatusReader::copy)
        .toList();
  }

  /** One that is moved serves from where it was until it is there. */
  private static Copy copy(JsonNode shard) {
    String state = shard.path("state").asText();
    return new Copy(
        shard.path("index").asText(),
        shard.path("shard").asInt(),
        shard.path("prirep").asText().equals("p"),
        state.equals("STARTED") || state.equals("RELOCATING"),
        Optional.ofNullable(shard.path("node").textValue())
            .map(node -> node.split(MOVING_TO, 2)[0].strip()));
  }

  private static Map<String, Integer> replicas(IndexSettings indices) {
    Map<String, Integer> replicas = new TreeMap<>();
    indices
        .read(REPLICAS)
        .forEach(
            (index, count) ->
                count
                    .filter(set -> !index.startsWith("."))
                    .ifPresent(set -> replicas.put(index, Integer.valueOf(set))));
    return replicas;
  }

  private static int missingVoters(JsonNode nodes, JsonNode votes) {
    Set<String> there =
        nodes.valueStream().map(node -> node.path("id").asText()).collect(Collectors.toSet());
    return Math.toIntExact(
        votes
            .path("last_committed_config")
            .valueStream()
            .filter(voter -> !there.contains(voter.asText()))
            .count());
  }
}
