package dev.slipway.driver.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** GET of JSON with a deadline. Each question opens a connection of its own. */
final class Site {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Duration timeout;

  Site(Duration timeout) {
    this.timeout = timeout;
  }

  /**
   * The JSON that a 2xx answer holds.
   *
   * @throws SlipwayException with this code when there is no answer, or another one
   */
  JsonNode json(URI uri, ErrorCode code) {
    try {
      HttpResponse<String> answer = ask(uri);
      if (answer.statusCode() / 100 != 2) {
        throw new SlipwayException(
            code, uri + " answers " + answer.statusCode(), "look at the application's log");
      }
      return JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new SlipwayException(
          code,
          uri + " answers something that is not JSON",
          "check the path in the application's descriptor",
          e);
    } catch (IOException e) {
      throw new SlipwayException(
          code, uri + " does not answer", "check that the application runs and listens there", e);
    }
  }

  /** Whether it answers 2xx; no answer is none. */
  boolean well(URI uri) {
    try {
      return ask(uri).statusCode() / 100 == 2;
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * A connection kept alive may end in a worker that a reloaded proxy is about to retire, and would
   * prove the wrong thing: hence a client for each question.
   */
  private HttpResponse<String> ask(URI uri) throws IOException {
    HttpClient client =
        HttpClient.newBuilder().version(Version.HTTP_1_1).connectTimeout(timeout).build();
    try {
      return client.send(
          HttpRequest.newBuilder(uri).timeout(timeout).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SlipwayException(ErrorCode.INTERRUPTED, "interrupted while asking " + uri, "", e);
    } finally {
      client.shutdownNow();
    }
  }
}
