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
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenSearchClusterIT extends SearchClusterContract {
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
    request("PUT", name, "{\"settings\":{\"number_of_replicas\":%d}}".formatted(replicas));
  }

  @Test
  void aHiddenIndexIsLeftAlone() {
    request("PUT", ".inner", "{\"settings\":{\"number_of_replicas\":1,\"index.hidden\":true}}");
    try {
      cluster.setReplicas(0);

      assertThat(cluster.health().color()).isEqualTo(Color.YELLOW);
      assertThat(cluster.health().unassigned()).anyMatch(reason -> reason.contains(".inner"));
    } finally {
      request("DELETE", ".inner", "");
    }
  }

  private static void request(String method, String path, String body) {
    URI uri = URI.create("http://" + node.endpoint() + "/" + path);
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
