package dev.catalog.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;

/** {@code GET /search}: {@code {"total":N,"from":0,"limit":25,"results":[…]}}. */
public final class SearchEndpoint {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String RETRY_SECONDS = "2";

  private final SearchClient client;
  private final String alias;

  public SearchEndpoint(SearchClient client, String alias) {
    this.client = client;
    this.alias = alias;
  }

  /**
   * Answers a request: 400 for wrong paging, 503 while there is no search node or no full index.
   */
  public void handle(Context context) throws InterruptedException {
    try {
      search(context, SearchQuery.of(context.queryParamMap()));
    } catch (IllegalArgumentException wrong) {
      error(
          context,
          400,
          wrong.getMessage(),
          "for example /search?q=liver&type=biosample&from=0&limit=25");
    } catch (IOException unavailable) {
      retry(
          context,
          unavailable.getMessage(),
          "documents can still be read by uuid, accession or name");
    }
  }

  private void search(Context context, SearchQuery query) throws IOException, InterruptedException {
    var reply = client.call("POST", "/" + alias + "/_search", Map.of(), query.body());
    if (reply.missing()) {
      retry(context, "the first full index is not finished", "see /_indexer for how far it is");
    } else if (!reply.ok()) {
      error(context, 400, "the search node refuses the query", reply.reason());
    } else {
      context.contentType("application/json").result(results(query, reply.body()).toString());
    }
  }

  private static ObjectNode results(SearchQuery query, JsonNode body) {
    var answer = JSON.objectNode();
    answer.put("total", body.path("hits").path("total").path("value").asLong());
    answer.put("from", query.from()).put("limit", query.limit());
    var results = answer.putArray("results");
    body.path("hits").path("hits").forEach(hit -> results.add(view(hit.path("_source"))));
    return answer;
  }

  /** The same form as a document that is read from the database. */
  private static ObjectNode view(JsonNode source) {
    var view = JSON.objectNode();
    view.set("@type", source.path("type"));
    view.set("uuid", source.path("uuid"));
    if (source.has("accession")) {
      view.set("accession", source.path("accession"));
    }
    view.set("schema_version", source.path("schema_version"));
    source
        .path("properties")
        .properties()
        .forEach(field -> view.set(field.getKey(), field.getValue()));
    return view;
  }

  private static void retry(Context context, String error, String hint) {
    context.header("Retry-After", RETRY_SECONDS);
    error(context, 503, error, hint);
  }

  private static void error(Context context, int status, String error, String hint) {
    var body = JSON.objectNode().put("error", error).put("hint", hint);
    context.status(status).contentType("application/json").result(body.toString());
  }
}
