package dev.catalog.index;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catalog.search.SearchClient;
import dev.catalog.search.SearchMapping;
import dev.catalog.search.SearchReply;
import dev.catalog.search.SearchUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One index of one version, its progress document and the alias under which it is searched.
 *
 * <p>All writing goes through an alias that is made together with the index. If the search node
 * comes back empty, writing fails instead of creating an index with a guessed mapping.
 */
public final class SearchIndex {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PROGRESS = "progress";

  private final SearchClient client;
  private final SearchMapping mapping;
  private final String alias;
  private final String name;
  private final String writing;

  public SearchIndex(SearchClient client, SearchMapping mapping, String alias) {
    this.client = client;
    this.mapping = mapping;
    this.alias = alias;
    this.name = mapping.indexName(alias);
    this.writing = name + "-write";
  }

  public String name() {
    return name;
  }

  /** The id of the document that {@link Progress} is kept in. */
  String progressId() {
    return PROGRESS;
  }

  /** What the index is made with: settings, mappings and the alias that is written through. */
  ObjectNode definition() {
    ObjectNode definition = mapping.definition().deepCopy();
    definition.putObject("aliases").putObject(writing).put("is_write_index", true);
    return definition;
  }

  /** The stored progress; empty when the index does not exist or was never written to. */
  Optional<Progress> progress() throws IOException, InterruptedException {
    var reply = client.call("GET", "/" + name + "/_doc/" + PROGRESS);
    if (reply.missing()) {
      return Optional.empty();
    }
    var stored = expect(reply, "read the progress").body().path("_source").path(PROGRESS);
    return Optional.of(JSON.treeToValue(stored, Progress.class));
  }

  /** Makes the index with its mapping; an index without progress that is there is made anew. */
  void create() throws IOException, InterruptedException {
    var existing = client.call("DELETE", "/" + name);
    if (!existing.missing()) {
      expect(existing, "delete the index");
    }
    var definition = definition();
    // Nobody searches it before it is published; fewer refreshes leave more time for indexing.
    definition.withObject("/settings").put("refresh_interval", "-1");
    expect(client.call("PUT", "/" + name, Map.of(), definition), "create the index");
  }

  /** Stores how far the index is. Everything sent before is durable when this returns. */
  void store(Progress progress) throws IOException, InterruptedException {
    var body = JSON.createObjectNode();
    body.set(PROGRESS, JSON.valueToTree(progress));
    var path = "/" + writing + "/_doc/" + PROGRESS;
    expect(client.call("PUT", path, Map.of("require_alias", "true"), body), "store the progress");
  }

  /** Sends one page; a document whose newer version is there already counts as indexed. */
  List<Failure> send(Page page) throws IOException, InterruptedException {
    return page.sendable() == 0 ? List.of() : send(page.payload());
  }

  List<Failure> send(byte[] lines) throws IOException, InterruptedException {
    var query =
        Map.of(
            "require_alias",
            "true",
            "filter_path",
            "errors,items.*._id,items.*.status,items.*.error");
    var body = expect(client.bulk(writing, query, lines), "index documents").body();
    return body.path("errors").asBoolean() ? failures(body.path("items")) : List.of();
  }

  /** Makes what was sent visible to searches. */
  void refresh() throws IOException, InterruptedException {
    expect(client.call("POST", "/" + name + "/_refresh"), "refresh the index");
  }

  /** Points the alias to this index, in one step, and removes the indices it pointed to before. */
  void publish() throws IOException, InterruptedException {
    var settings = JSON.createObjectNode();
    settings.set(
        "refresh_interval", mapping.definition().path("settings").path("refresh_interval"));
    expect(
        client.call("PUT", "/" + name + "/_settings", Map.of(), settings),
        "set the refresh interval");
    var before = aliased();
    if (before.equals(List.of(name))) {
      return;
    }
    var actions = JSON.createObjectNode();
    var list = actions.putArray("actions");
    var add = list.addObject().putObject("add").put("index", name).put("alias", alias);
    add.putObject("filter").putObject("exists").put("field", "uuid");
    for (String old : before) {
      if (!old.equals(name)) {
        list.addObject().putObject("remove_index").put("index", old);
      }
    }
    expect(client.call("POST", "/_aliases", Map.of(), actions), "swap the alias");
  }

  private List<String> aliased() throws IOException, InterruptedException {
    var reply = client.call("GET", "/_alias/" + alias);
    if (reply.missing()) {
      return List.of();
    }
    var names = new TreeSet<String>();
    expect(reply, "read the alias").body().fieldNames().forEachRemaining(names::add);
    return List.copyOf(names);
  }

  private static List<Failure> failures(JsonNode items) throws IOException {
    var failures = new ArrayList<Failure>();
    for (JsonNode item : items) {
      var outcome = item.path("index");
      int status = outcome.path("status").asInt();
      switch (status) {
        case 409 -> {}
        case 429, 503 ->
            throw new SearchUnavailableException("the search node rejects bulk requests");
        case 404 -> throw new IOException("the index is gone: " + reason(outcome));
        default -> {
          if (status >= 300) {
            failures.add(new Failure(outcome.path("_id").asText(), reason(outcome)));
          }
        }
      }
    }
    return failures;
  }

  private static String reason(JsonNode outcome) {
    return outcome.path("error").path("reason").asText("HTTP " + outcome.path("status").asInt());
  }

  private static SearchReply expect(SearchReply reply, String what) throws IOException {
    if (!reply.ok()) {
      throw new IOException("cannot " + what + ": " + reply.reason());
    }
    return reply;
  }
}
