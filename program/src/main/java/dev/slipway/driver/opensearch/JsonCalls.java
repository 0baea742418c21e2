package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.util.Optional;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ResponseException;

/**
 * JSON in, JSON out, for questions whose answers are passed on as they are: definitions of indexes
 * and documents.
 */
final class JsonCalls {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String TYPE = "application/json";
  private static final int NOT_FOUND = 404;

  private final String cluster;
  private final OpenSearchGenericClient client;
  private final Calls calls;

  JsonCalls(String cluster, OpenSearchTransport transport) {
    this.cluster = cluster;
    this.client = new OpenSearchGenericClient(transport);
    this.calls = new Calls(cluster);
  }

  /**
   * @param what to do, for the error
   * @throws SlipwayException {@code SEARCH_UNREACHABLE}, {@code SEARCH_UNHEALTHY} for every answer
   *     that is not 2xx
   */
  JsonNode ask(String what, String method, String path, Optional<JsonNode> body) {
    return find(what, method, path, body)
        .orElseThrow(() -> refused(what, "there is no " + path, NOT_FOUND));
  }

  JsonNode get(String what, String path) {
    return ask(what, "GET", path, Optional.empty());
  }

  /** The same; empty when what is asked for is not there. */
  Optional<JsonNode> find(String what, String method, String path, Optional<JsonNode> body) {
    return calls.to(what, () -> send(what, method, path, body));
  }

  private Optional<JsonNode> send(String what, String method, String path, Optional<JsonNode> body)
      throws IOException {
    var request = Requests.builder().method(method).endpoint(path);
    if (body.isPresent()) {
      request.body(Body.from(JSON.writeValueAsBytes(body.get()), TYPE));
    }
    try (Response response = client.execute(request.build())) {
      if (response.getStatus() == NOT_FOUND) {
        return Optional.empty();
      }
      JsonNode answer = read(response);
      if (response.getStatus() / 100 != 2) {
        throw refused(what, reason(answer), response.getStatus());
      }
      return Optional.of(answer);
    } catch (ResponseException e) {
      throw refused(what, e.getMessage(), e.status());
    }
  }

  private static JsonNode read(Response response) throws IOException {
    Optional<Body> body = response.getBody();
    if (body.isEmpty()) {
      return MissingNode.getInstance();
    }
    try (var stream = body.get().body()) {
      return JSON.readTree(stream);
    }
  }

  /** The root cause says more than what was made of it on the way. */
  private static String reason(JsonNode answer) {
    JsonNode error = answer.path("error");
    JsonNode cause = error.path("caused_by").path("reason");
    return (cause.isMissingNode() ? error.path("reason") : cause).asText("no reason given");
  }

  private SlipwayException refused(String what, String reason, int status) {
    return new SlipwayException(
        ErrorCode.SEARCH_UNHEALTHY,
        "search cluster %s did not %s: %s (HTTP %d)".formatted(cluster, what, reason, status),
        "see the log of its nodes");
  }
}
