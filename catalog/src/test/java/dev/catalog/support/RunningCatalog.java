package dev.catalog.support;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catalog.Application;
import dev.catalog.Configuration;
import dev.catalog.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;

/** The application on a free port, with a client that speaks JSON. */
public final class RunningCatalog implements AutoCloseable {
  private final Application application;
  private final HttpClient client = HttpClient.newHttpClient();

  /** An answer: its status, its body, and one header by name. */
  public record Answer(int status, JsonNode body, HttpResponse<String> response) {
    public Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }
  }

  /** Starts it, and waits until it serves when the database can be read. */
  public RunningCatalog(TestDatabase database, Path folder) {
    application =
        new Application(
            new Configuration(
                "127.0.0.1",
                0,
                "green",
                database.configuration(),
                Optional.empty(),
                folder.resolve("logs"),
                folder.resolve("state"),
                true));
    application.start();
  }

  /** Waits until the health answer has this status. */
  public RunningCatalog await(int health) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(40))
        .untilAsserted(
            () ->
                org.assertj.core.api.Assertions.assertThat(send("GET", "/health", "").status())
                    .isEqualTo(health));
    return this;
  }

  /** Sends a request with a request id; an empty body is none. */
  public Answer send(String method, String path, String body)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + application.port() + path);
    var request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(40))
            .header("X-Request-Id", "request-1")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    var response = client.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(response.statusCode(), Json.MAPPER.readTree(response.body()), response);
  }

  @Override
  public void close() {
    client.close();
    application.close();
  }
}
