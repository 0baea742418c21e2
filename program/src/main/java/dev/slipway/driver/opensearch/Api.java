package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.opensearch.client.opensearch.generic.OpenSearchClientException;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient.ClientOptions;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;

/** Requests and answers as JSON, for what the typed client cannot say or read. */
record Api(OpenSearchGenericClient client, Calls calls) {
  private static final int BAD_REQUEST = 400;
  private static final ObjectMapper JSON = new ObjectMapper();

  static Api of(OpenSearchTransport transport, Calls calls) {
    return new Api(
        new OpenSearchGenericClient(transport).withClientOptions(ClientOptions.throwOnHttpErrors()),
        calls);
  }

  JsonNode get(String what, String path, Map<String, String> query) {
    return send(what, request("GET", path, query));
  }

  /** A question that has a body; empty when the cluster says that it makes no sense (any more). */
  Optional<JsonNode> ask(String what, String path, JsonNode question) {
    Request request =
        Requests.builder().method("POST").endpoint(path).json(question.toString()).build();
    return calls.to(
        what,
        () -> {
          try {
            return Optional.of(answer(request));
          } catch (OpenSearchClientException e) {
            if (e.status() == BAD_REQUEST) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }

  void post(String what, String path, Map<String, String> query) {
    send(what, request("POST", path, query));
  }

  void delete(String what, String path, Map<String, String> query) {
    send(what, request("DELETE", path, query));
  }

  void put(String what, String path, Map<String, String> query, JsonNode body) {
    send(
        what,
        Requests.builder().method("PUT").endpoint(path).query(query).json(body.toString()).build());
  }

  private static Request request(String method, String path, Map<String, String> query) {
    return Requests.builder().method(method).endpoint(path).query(query).build();
  }

  private JsonNode send(String what, Request request) {
    return calls.to(what, () -> answer(request));
  }

  private JsonNode answer(Request request) throws IOException {
    try (Response response = client.execute(request)) {
      return response.getBody().isPresent()
          ? JSON.readTree(response.getBody().get().bodyAsBytes())
          : JSON.missingNode();
    }
  }
}
