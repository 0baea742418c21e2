package dev.catalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5Transport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/**
 * JSON in, JSON out over the generic client of opensearch-java: an index request is built from the
 * text the database delivers, so typed requests would only parse it once more.
 *
 * <p>Every call has a deadline; safe for use by several threads.
 */
public final class SearchClient implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String JSON_TYPE = "application/json";
  private static final String LINES_TYPE = "application/x-ndjson";

  private final URI address;
  private final Duration deadline;
  private final ApacheHttpClient5Transport transport;
  private final OpenSearchGenericClient client;

  public SearchClient(URI address, Duration deadline) {
    this.address = address;
    this.deadline = deadline;
    var host = new HttpHost(address.getScheme(), address.getHost(), address.getPort());
    this.transport = ApacheHttpClient5TransportBuilder.builder(host).build();
    this.client = new OpenSearchGenericClient(transport);
  }

  /**
   * One request without a body.
   *
   * @throws SearchUnavailableException when the node does not answer in time or is overloaded
   */
  public SearchReply call(String method, String path) throws IOException, InterruptedException {
    return execute(method, path, Map.of(), null);
  }

  /** One request with a JSON body; throws as {@link #call(String, String)} does. */
  public SearchReply call(String method, String path, Map<String, String> query, JsonNode body)
      throws IOException, InterruptedException {
    return execute(method, path, query, Body.from(JSON.writeValueAsBytes(body), JSON_TYPE));
  }

  /** One {@code _bulk} request with lines of JSON; throws as {@link #call(String, String)} does. */
  public SearchReply bulk(String index, Map<String, String> query, byte[] lines)
      throws IOException, InterruptedException {
    return execute("POST", "/" + index + "/_bulk", query, Body.from(lines, LINES_TYPE));
  }

  /**
   * The status of the cluster ({@code green}, {@code yellow}, {@code red}) or {@code unavailable}.
   */
  public String health() throws InterruptedException {
    try {
      return call("GET", "/_cluster/health").body().path("status").asText("unavailable");
    } catch (IOException unreachable) {
      return "unavailable";
    }
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }

  private SearchReply execute(String method, String path, Map<String, String> query, Body body)
      throws IOException, InterruptedException {
    var request = Requests.builder().method(method).endpoint(path).query(query);
    if (body != null) {
      request.body(body);
    }
    var answer = client.executeAsync(request.build());
    try (var response = answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
      return reply(response, method + " " + path);
    } catch (ExecutionException failed) {
      throw unavailable(failed.getCause());
    } catch (TimeoutException late) {
      throw unavailable(late);
    } finally {
      answer.cancel(true);
    }
  }

  private SearchReply reply(Response response, String request) throws IOException {
    int status = response.getStatus();
    if (status == 429 || (status >= 502 && status <= 504)) {
      throw new SearchUnavailableException(request + " answered HTTP " + status + " at " + address);
    }
    var body = response.getBody();
    return new SearchReply(status, body.isEmpty() ? MissingNode.getInstance() : read(body.get()));
  }

  private static JsonNode read(Body body) throws IOException {
    try (var stream = body.body()) {
      return JSON.readTree(stream);
    }
  }

  private SearchUnavailableException unavailable(Throwable cause) {
    return new SearchUnavailableException(
        "the search node at " + address + " is unavailable", cause);
  }
}
