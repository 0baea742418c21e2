package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient.ClientOptions;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;

/** Requests and answers as JSON, for what the typed client cannot say: a setting that is unset. */
record Api(OpenSearchGenericClient client, Calls calls) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static Api of(OpenSearchTransport transport, Calls calls) {
    return new Api(
        new OpenSearchGenericClient(transport).withClientOptions(ClientOptions.throwOnHttpErrors()),
        calls);
  }

  JsonNode get(String what, String path, Map<String, String> query) {
    return send(what, request("GET", path, query));
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
