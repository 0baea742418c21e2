package dev.slipway.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * An ordinary client of the site: it keeps its connections alive and repeats no write. (The JDK's
 * client repeats a GET by itself when a kept connection turns out to be closed, as browsers do.)
 */
final class SiteClient implements AutoCloseable {
  private static final String REQUEST_ID = "X-Request-Id";
  private static final int SUCCESS = 2;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI site;
  private final Duration patience;

  SiteClient(URI site, Duration patience) {
    this.site = site;
    this.patience = patience;
  }

  /**
   * @return empty when it succeeded, else why not
   */
  Optional<String> write(String method, String path, String body, String requestId) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header(REQUEST_ID, requestId)
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  /**
   * @return empty when it succeeded, else why not
   */
  Optional<String> read(String path) {
    return send(request(path).GET().build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(site.resolve(path)).timeout(patience);
  }

  private Optional<String> send(HttpRequest request) {
    String what = request.method() + " " + request.uri().getPath();
    try {
      var response = http.send(request, BodyHandlers.ofString());
      return response.statusCode() / 100 == SUCCESS
          ? Optional.empty()
          : Optional.of(what + ": " + response.statusCode() + " " + response.body());
    } catch (IOException e) {
      return Optional.of(what + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(what + ": interrupted");
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
    http.close();
  }
}
