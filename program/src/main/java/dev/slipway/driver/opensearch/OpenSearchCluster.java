package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.ClusterStatus;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.UnassignedShard;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.opensearch.client.transport.OpenSearchTransport;

/** A cluster reached at any of its nodes. */
public final class OpenSearchCluster implements SearchCluster, AutoCloseable {
  private static final String REPLICAS = "index.number_of_replicas";
  private static final String VOTES = "/_cluster/voting_config_exclusions";

  private final String name;
  private final OpenSearchTransport transport;
  private final Api api;

  /**
   * @param name in messages
   * @param nodes where nodes of the cluster answer HTTP; one is enough
   */
  public OpenSearchCluster(String name, List<Endpoint> nodes) {
    this.name = name;
    this.transport = Transports.open(nodes);
    this.api = Api.of(name, transport);
  }

  @Override
  public ClusterHealth health() {
    JsonNode health = ask();
    int placeless = health.path("unassigned_shards").asInt();
    List<UnassignedShard> unassigned =
        placeless == 0 ? List.of() : new UnassignedShards(api).explained();
    return new ClusterHealth(
        color(health),
        health.path("number_of_nodes").asInt(),
        dataNodes(health),
        health.path("active_shards").asInt(),
        health.path("initializing_shards").asInt(),
        placeless,
        unassigned);
  }

  /**
   * {@inheritDoc}
   *
   * @throws SlipwayException {@code SEARCH_UNHEALTHY} with the first reason when the deadline
   *     passes, {@code SEARCH_UNREACHABLE} when nobody answers then
   */
  @Override
  public ClusterHealth awaitHealth(Color least, Duration deadline) {
    try {
      Await.of("search cluster %s %s".formatted(name, least), deadline)
          .untilTrue(() -> color(ask()).compareTo(least) <= 0);
    } catch (SlipwayException e) {
      if (e.code() == ErrorCode.DEADLINE_EXCEEDED) {
        throw unhealthy(health(), least);
      }
      throw e;
    }
    return health();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Hidden and system indices, whose names begin with a dot, look after themselves.
   *
   * @return what was set: at most one copy less than there are data nodes, since a node never holds
   *     two copies of a shard
   */
  @Override
  public int setReplicas(int replicas) {
    int possible = Math.clamp(replicas, 0, Math.max(0, dataNodes(ask()) - 1));
    IndexSettings settings = new IndexSettings(api);
    settings.write(
        settings.read(REPLICAS).keySet().stream().filter(index -> !index.startsWith(".")).toList(),
        REPLICAS,
        Optional.of(Integer.toString(possible)));
    return possible;
  }

  @Override
  public ClusterStatus status() {
    return new StatusReader(api).read();
  }

  @Override
  public void flush() {
    api.send("put its indices on disk", "POST", "/_flush", Map.of("expand_wildcards", "all"));
  }

  @Override
  public void retryFailed() {
    api.send(
        "try again", "POST", "/_cluster/reroute", Map.of("retry_failed", "true", "metric", "none"));
  }

  @Override
  public void drain(String node) {
    drains().begin(node);
  }

  @Override
  public void endDrain(String node) {
    drains().end(node);
  }

  private Drains drains() {
    return new Drains(new ClusterSettings(api));
  }

  /** One that is not there would be remembered under its name for ever. */
  @Override
  public void withdrawVote(String node) {
    if (status().has(node)) {
      api.send(
          "let %s vote no more".formatted(node),
          "POST",
          VOTES,
          Map.of("node_names", node, "timeout", "15s"));
    }
  }

  @Override
  public void restoreVotes() {
    api.send("let all nodes vote", "DELETE", VOTES, Map.of("wait_for_removal", "false"));
  }

  @Override
  public void placeAtOnce() {
    patience().suspend();
  }

  @Override
  public void placeLater() {
    patience().resume();
  }

  private Patience patience() {
    return new Patience(new IndexSettings(api), new ClusterSettings(api));
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }

  private JsonNode ask() {
    return api.get("tell its health", "/_cluster/health");
  }

  private static int dataNodes(JsonNode health) {
    return health.path("number_of_data_nodes").asInt();
  }

  private SlipwayException unhealthy(ClusterHealth health, Color least) {
    String why = health.unassigned().stream().findFirst().map(shard -> ": " + shard).orElse("");
    return new SlipwayException(
        ErrorCode.SEARCH_UNHEALTHY,
        "search cluster %s is %s, not %s%s".formatted(name, health.color(), least, why),
        "`slipway cluster health` says more, and what can be done");
  }

  private static Color color(JsonNode health) {
    return Color.valueOf(health.path("status").asText().toUpperCase(Locale.ROOT));
  }
}
