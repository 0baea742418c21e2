package dev.catalog.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catalog.Application;
import dev.catalog.Configuration;
import dev.catalog.Json;
import dev.catalog.support.EmbeddedSearchNode;
import dev.catalog.support.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole application over HTTP: written, indexed, found. */
final class SearchIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private int port;

  @Test
  void findsWhatWasWritten() throws Exception {
    try (var database = TestDatabase.start();
        var node = EmbeddedSearchNode.start();
        var application = new Application(configuration(database, node))) {
      application.start();
      port = application.port();
      await().atMost(PATIENCE).until(() -> search("").statusCode() == 200);

      post("lab", "{\"name\": \"sequoia-lab\", \"title\": \"Sequoia\", \"status\": \"current\"}");
      for (int n = 0; n < 3; n++) {
        var status = n == 0 ? "archived" : "released";
        post(
            "file",
            "{\"accession\": \"ENCFF%d00AAA\", \"lab\": \"sequoia-lab\", \"status\": \"%s\"}"
                .formatted(n, status));
      }
      awaitTotal(4, "q=sequoia");
      awaitTotal(3, "type=file&lab.name=Sequoia");
      awaitTotal(2, "type=file&status=released");
      awaitTotal(2, "type=file&status!=archived");
      awaitTotal(1, "q=ENCFF100AAA");
      findsPagesWithoutOverlap();
      refusesWrongPaging();
      tellsHowTheIndexersAre();
    }
  }

  private void findsPagesWithoutOverlap() throws Exception {
    var first = json(search("type=file&from=0&limit=2")).path("results");
    var second = json(search("type=file&from=2&limit=2")).path("results");
    assertThat(first).hasSize(2);
    assertThat(second).hasSize(1);
    assertThat(first).doesNotContainAnyElementsOf(second);
    assertThat(second.get(0).path("@type").asText()).isEqualTo("file");
    assertThat(second.get(0).has("accession")).isTrue();
    assertThat(second.get(0).path("lab").asText()).isEqualTo("sequoia-lab");
  }

  private void refusesWrongPaging() throws Exception {
    var refused = search("limit=many");
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(json(refused).path("error").asText()).contains("limit");
    assertThat(json(refused).has("hint")).isTrue();
  }

  private void tellsHowTheIndexersAre() throws Exception {
    var answer = json(get("/_indexer"));
    assertThat(answer.fieldNames())
        .toIterable()
        .contains(
            "status",
            "started",
            "timestamp",
            "recovery",
            "snapshot",
            "xmin",
            "last_result",
            "results",
            "remaining");
    assertThat(answer.path("snapshot").asText()).startsWith(answer.path("xmin").asText() + ":");
    assertThat(answer.path("results").get(0).fieldNames())
        .toIterable()
        .contains("indexed", "took", "errors", "snapshot", "xmin");
    assertThat(answer.path("recovery").asBoolean(true)).isFalse();
    assertThat(answer.path("results").size()).isLessThanOrEqualTo(10);
    var files = json(get("/_file_indexer"));
    assertThat(files.path("status").asText()).isEqualTo("off");
    assertThat(files.path("remaining").isNumber()).isTrue();
    await().atMost(PATIENCE).until(() -> searchHealth().matches("green|yellow"));
  }

  private String searchHealth() throws Exception {
    return json(get("/health")).at("/search/status").asText();
  }

  private void awaitTotal(long expected, String query) {
    await()
        .atMost(PATIENCE)
        .until(() -> json(search(query)).path("total").asLong(-1), found -> found == expected);
  }

  private void post(String type, String document) throws Exception {
    var request = request("/" + type).POST(BodyPublishers.ofString(document));
    request.header("Content-Type", "application/json");
    var answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
  }

  private HttpResponse<String> search(String query) throws Exception {
    return get("/search?" + query);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return http.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
  }

  private static JsonNode json(HttpResponse<String> answer) {
    return Json.object(answer.body());
  }

  private Configuration configuration(TestDatabase database, EmbeddedSearchNode node) {
    return new Configuration(
        "127.0.0.1",
        0,
        "here",
        database.configuration(),
        Optional.of(node.address()),
        folder.resolve("logs"),
        folder.resolve("state"),
        false);
  }
}
