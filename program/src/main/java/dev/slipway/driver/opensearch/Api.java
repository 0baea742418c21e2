package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.driver.opensearch.PatientClient.Reply;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.Map;
import java.util.Optional;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.transport.OpenSearchTransport;

/**
 * Requests and answers of one cluster as JSON; what goes wrong is said in the words of the
 * catalogue. Every call may throw {@code SEARCH_UNREACHABLE} when nobody answers, and {@code
 * SEARCH_UNHEALTHY} for every answer that is not 2xx; a cluster that is too busy is asked again.
 *
 * @param cluster its name, for the error
 */
record Api(String cluster, PatientClient client) {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final int SUCCESS = 2;
  private static final int BAD_REQUEST = 400;
  private static final int NOT_FOUND = 404;
  private static final int NONE = 0;

  static Api of(String cluster, OpenSearchTransport transport) {
    return new Api(cluster, PatientClient.of(cluster, transport));
  }

  /**
   * @param what the cluster is to do, for the error
   */
  JsonNode get(String what, String path) {
    return send(what, "GET", path, Map.of());
  }

  JsonNode get(String what, String path, Map<String, String> query) {
    return send(what, "GET", path, query);
  }

  JsonNode send(String what, String method, String path, Map<String, String> query) {
    return send(what, request(method, path).query(query).build(), NONE).orElseThrow();
  }

  JsonNode send(String what, String method, String path, JsonNode body) {
    return send(what, method, path, Map.of(), body);
  }

  JsonNode send(String what, String method, String path, Map<String, String> query, JsonNode body) {
    Request request = request(method, path).query(query).json(body.toString()).build();
    return send(what, request, NONE).orElseThrow();
  }

  /** Empty when what is asked for is not there. */
  Optional<JsonNode> find(String what, String method, String path) {
    return send(what, request(method, path).build(), NOT_FOUND);
  }

  /** Empty when the cluster says that the question makes no sense (any more). */
  Optional<JsonNode> ask(String what, String path, JsonNode question) {
    return send(what, request("POST", path).json(question.toString()).build(), BAD_REQUEST);
  }

  private static Requests.JsonBodyBuilder request(String method, String path) {
    return Requests.builder().method(method).endpoint(path);
  }

  /** Empty when the answer has that status. */
  private Optional<JsonNode> send(String what, Request request, int empty) {
    Reply reply = client.send(request);
    if (reply.status() == empty) {
      return Optional.empty();
    }
    if (reply.status() / 100 != SUCCESS) {
      throw refused(what, reply.said().orElseGet(() -> reason(reply.body())), reply.status());
    }
    return Optional.of(reply.body());
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
