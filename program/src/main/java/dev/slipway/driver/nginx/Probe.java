package dev.slipway.driver.nginx;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a proxy as a client would that wants to keep its connection. */
record Probe(URI url) {
  private static final Duration ANSWER = Duration.ofSeconds(10);

  /**
   * True when the answer says that the connection ends with it; which answer it is does not matter.
   *
   * @throws SlipwayException {@code PROXY_UNPROVEN} when there is none, {@code INTERRUPTED}
   */
  boolean closes() {
    HttpClient client =
        HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(ANSWER).build();
    try {
      return client
          .send(question(), BodyHandlers.discarding())
          .headers()
          .firstValue("Connection")
          .filter("close"::equalsIgnoreCase)
          .isPresent();
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.PROXY_UNPROVEN, url + " does not answer", "is the proxy running?", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SlipwayException(ErrorCode.INTERRUPTED, "interrupted while asking " + url, "", e);
    } finally {
      client.shutdownNow();
    }
  }

  private HttpRequest question() {
    return HttpRequest.newBuilder(url)
        .method("HEAD", BodyPublishers.noBody())
        .timeout(ANSWER)
        .build();
  }
}
