package dev.slipway.driver.opensearch;

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
import java.util.Map;
import java.util.Optional;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.HealthStatus;
import org.opensearch.client.opensearch.cluster.HealthResponse;
import org.opensearch.client.transport.OpenSearchTransport;

/** A cluster reached at any of its nodes. */
public final class OpenSearchCluster implements SearchCluster, AutoCloseable {
  private static final String REPLICAS = "index.number_of_replicas";
  private static final String VOTES = "/_cluster/voting_config_exclusions";

  private final String name;
  private final OpenSearchTransport transport;
  private final OpenSearchClient client;
  private final Calls calls;
  private final Api api;

  /**
   * @param name in messages
   * @param nodes where nodes of the cluster answer HTTP; one is enough
   */
  public OpenSearchCluster(String name, List<Endpoint> nodes) {
    this.name = name;
    this.transport = Transports.open(nodes);
    this.client = new OpenSearchClient(transport);
    this.calls = new Calls(name);
    this.api = Api.of(transport, calls);
  }

  @Override
  public ClusterHealth health() {
    HealthResponse health = ask();
    List<UnassignedShard> unassigned =
        health.unassignedShards() == 0 ? List.of() : new UnassignedShards(api).explained();
    return new ClusterHealth(
        color(health.status()),
        health.numberOfNodes(),
        health.numberOfDataNodes(),
        health.activeShards(),
        health.initializingShards(),
        health.unassignedShards(),
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
          .untilTrue(() -> color(ask().status()).compareTo(least) <= 0);
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
    int possible = Math.clamp(replicas, 0, Math.max(0, ask().numberOfDataNodes() - 1));
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
  public void retryFailed() {
    api.post("try again", "/_cluster/reroute", Map.of("retry_failed", "true", "metric", "none"));
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
      api.post(
          "let %s vote no more".formatted(node),
          VOTES,
          Map.of("node_names", node, "timeout", "15s"));
    }
  }

  @Override
  public void restoreVotes() {
    api.delete("let all nodes vote", VOTES, Map.of("wait_for_removal", "false"));
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

  private HealthResponse ask() {
    return calls.to("tell its health", () -> client.cluster().health());
  }

  private SlipwayException unhealthy(ClusterHealth health, Color least) {
    String why = health.unassigned().stream().findFirst().map(shard -> ": " + shard).orElse("");
    return new SlipwayException(
        ErrorCode.SEARCH_UNHEALTHY,
        "search cluster %s is %s, not %s%s".formatted(name, health.color(), least, why),
        "`slipway cluster health` says more, and what can be done");
  }

  private static Color color(HealthStatus status) {
    return switch (status) {
      case Green -> Color.GREEN;
      case Yellow -> Color.YELLOW;
      case Red -> Color.RED;
    };
  }
}
