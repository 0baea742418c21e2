package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import dev.slipway.service.IndexCopy;
import dev.slipway.service.IndexShape;
import dev.slipway.service.IndexedDocument;
import dev.slipway.service.SearchIndexes;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.opensearch.client.transport.OpenSearchTransport;

/** The indexes of a cluster reached at any of its nodes. */
public final class OpenSearchIndexes implements SearchIndexes, AutoCloseable {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final OpenSearchTransport transport;
  private final Api api;
  private final Snapshots snapshots;

  /**
   * @param name of the cluster, in messages
   * @param nodes where nodes of the cluster answer HTTP; one is enough
   * @param place where it keeps snapshots
   */
  public OpenSearchIndexes(String name, List<Endpoint> nodes, SnapshotPlace place) {
    this.transport = Transports.open(nodes);
    this.api = Api.of(name, transport);
    this.snapshots = new Snapshots(name, api, place);
  }

  @Override
  public IndexShape shape(String index) {
    return Shapes.of(api.get("describe index " + index, "/" + index).path(index));
  }

  /**
   * By making one for a moment: only the cluster knows what it takes for granted. No shard of it
   * needs to come up.
   */
  @Override
  public IndexShape shapeOf(String definition) {
    String index = "slipway-shape-" + UUID.randomUUID();
    ObjectNode body = parse(definition);
    body.remove("aliases");
    api.send("make an index", "PUT", "/" + index, Map.of("wait_for_active_shards", "0"), body);
    try {
      return shape(index);
    } finally {
      remove(index);
    }
  }

  @Override
  public long count(String index, String except) {
    api.send("refresh index " + index, "POST", "/" + index + "/_refresh", Map.of());
    ObjectNode query = NODES.objectNode();
    query.withObject("/query/bool/must_not/ids").putArray("values").add(except);
    return api.send("count documents", "POST", "/" + index + "/_count", query)
        .path("count")
        .asLong();
  }

  @Override
  public Map<String, IndexedDocument> find(String index, List<String> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    ObjectNode query = NODES.objectNode();
    ids.forEach(query.putArray("ids")::add);
    JsonNode answer = api.send("hand out documents", "POST", "/" + index + "/_mget", query);
    Map<String, IndexedDocument> found = new HashMap<>();
    for (JsonNode document : answer.path("docs")) {
      if (document.path("found").asBoolean()) {
        String id = document.path("_id").asText();
        long version = document.path("_version").asLong();
        found.put(id, new IndexedDocument(id, version, document.path("_source").toString()));
      }
    }
    return found;
  }

  @Override
  public void snapshot(String snapshot, String index, Duration deadline) {
    snapshots.take(snapshot, index, deadline);
  }

  /** The definition's settings hold from the beginning; its aliases and its progress at the end. */
  @Override
  public void restore(IndexCopy copy, Duration deadline) {
    String index = copy.as().name();
    JsonNode definition = parse(copy.as().definition());
    remove(index);
    snapshots.restore(copy.snapshot(), index, definition.path("settings"), deadline);
    api.send("take the mapping", "PUT", "/" + index + "/_mapping", definition.path("mappings"));
    api.send(
        "store the progress",
        "PUT",
        "/%s/_doc/%s".formatted(index, copy.as().progress()),
        parse(copy.progress()));
    giveAliases(index, definition.path("aliases"));
  }

  private void giveAliases(String index, JsonNode aliases) {
    if (aliases.isEmpty()) {
      return;
    }
    ObjectNode body = NODES.objectNode();
    var actions = body.putArray("actions");
    aliases
        .properties()
        .forEach(
            alias -> {
              ObjectNode add = actions.addObject().putObject("add");
              add.setAll((ObjectNode) alias.getValue());
              add.put("index", index).put("alias", alias.getKey());
            });
    api.send("give aliases", "POST", "/_aliases", body);
  }

  @Override
  public void forget(String snapshot) {
    snapshots.delete(snapshot);
  }

  @Override
  public void remove(String index) {
    api.find("delete index " + index, "DELETE", "/" + index);
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }

  private static ObjectNode parse(String json) {
    try {
      return (ObjectNode) Api.JSON.readTree(json);
    } catch (JsonProcessingException | ClassCastException e) {
      throw new SlipwayException(
          ErrorCode.DESCRIPTOR_INVALID,
          "the application describes its index with something that is not a JSON object",
          "check the paths under indexer/seed in the application's descriptor",
          e);
    }
  }
}
