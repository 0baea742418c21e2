package dev.slipway.driver.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.SearchClusterContract;
import dev.slipway.testing.Loopback;
import dev.slipway.testing.RealSearchNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSearchClusterIT extends SearchClusterContract {
  private static final Pattern WAIT =
      Pattern.compile("\"index.unassigned.node_left.delayed_timeout\":\"([^\"]+)\"");

  @TempDir static Path folder;

  private static RealSearchNode node;
  private static OpenSearchCluster cluster;
  private static OpenSearchCluster dead;

  @BeforeAll
  static void start() throws IOException {
    node = new RealSearchNode(folder);
    cluster = new OpenSearchCluster("v42-b", List.of(node.endpoint()));
    dead = new OpenSearchCluster("dead", List.of(new Endpoint(Loopback.address(9200), 9200)));
  }

  @AfterAll
  static void stop() throws IOException {
    cluster.close();
    dead.close();
    node.close();
  }

  @Override
  protected SearchCluster cluster() {
    return cluster;
  }

  @Override
  protected SearchCluster deadCluster() {
    return dead;
  }

  @Override
  protected void createIndex(String name, int replicas) {
    request(
        "PUT",
        name + "?wait_for_active_shards=0",
        "{\"settings\":{\"number_of_replicas\":%d}}".formatted(replicas));
  }

  @Override
  protected void deleteIndex(String name) {
    request("DELETE", name, "");
  }

  @Override
  protected Optional<String> waitOf(String index) {
    Matcher wait = WAIT.matcher(request("GET", index + "/_settings?flat_settings=true", ""));
    return wait.find() ? Optional.of(wait.group(1)) : Optional.empty();
  }

  @Override
  protected void setWait(String index, String time) {
    request(
        "PUT",
        index + "/_settings",
        "{\"index.unassigned.node_left.delayed_timeout\":\"%s\"}".formatted(time));
  }

  @Test
  void aHiddenIndexIsLeftAlone() {
    request("PUT", ".inner", "{\"settings\":{\"number_of_replicas\":1,\"index.hidden\":true}}");
    try {
      cluster.setReplicas(0);

      assertThat(cluster.health().color()).isEqualTo(Color.YELLOW);
      assertThat(cluster.health().unassigned()).anyMatch(shard -> shard.index().equals(".inner"));
    } finally {
      request("DELETE", ".inner", "");
    }
  }

  @Test
  void nothingIsLeftToBeIndexedAgainAfterAFlush() {
    request("PUT", "flushed", "");
    try {
      request("POST", "flushed/_bulk", "{\"index\":{}}\n{\"name\":\"one\"}\n");
      assertThat(request("GET", "flushed/_stats/translog", ""))
          .contains("\"uncommitted_operations\":1");

      cluster.flush();

      assertThat(request("GET", "flushed/_stats/translog", ""))
          .contains("\"uncommitted_operations\":0");
    } finally {
      deleteIndex("flushed");
    }
  }

  private static String request(String method, String path, String body) {
    URI uri = URI.create("http://" + node.endpoint() + "/" + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
