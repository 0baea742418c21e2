package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.service.IndexShape;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a cluster tells of an index, as its shape. Pure. */
final class Shapes {
  /** What every index has of its own, and what can be changed at any time. */
  private static final Set<String> PASSING =
      Set.of(
          "auto_expand_replicas",
          "blocks",
          "creation_date",
          "history",
          "number_of_replicas",
          "provided_name",
          "refresh_interval",
          "replication",
          "routing",
          "translog",
          "unassigned",
          "uuid",
          "version");

  private Shapes() {}

  /**
   * @param index the part of {@code GET /index} below the index's name
   */
  static IndexShape of(JsonNode index) {
    Map<String, String> settings = new TreeMap<>();
    index
        .path("settings")
        .path("index")
        .properties()
        .forEach(
            setting -> {
              if (!PASSING.contains(setting.getKey())) {
                flatten(setting.getKey(), setting.getValue(), settings);
              }
            });
    Map<String, Map<String, String>> fields = new TreeMap<>();
    field("", index.path("mappings"), fields);
    return new IndexShape(settings, fields);
  }

  /** A field with its parameters, and those below it. */
  private static void field(
      String path, JsonNode mapping, Map<String, Map<String, String>> fields) {
    Map<String, String> parameters = new TreeMap<>();
    for (var entry : mapping.properties()) {
      switch (entry.getKey()) {
        case "properties", "fields" ->
            entry
                .getValue()
                .properties()
                .forEach(child -> field(below(path, child.getKey()), child.getValue(), fields));
        default -> flatten(entry.getKey(), entry.getValue(), parameters);
      }
    }
    fields.put(path, Map.copyOf(parameters));
  }

  private static void flatten(String path, JsonNode value, Map<String, String> into) {
    if (value.isObject()) {
      value.properties().forEach(e -> flatten(below(path, e.getKey()), e.getValue(), into));
    } else {
      into.put(path, value.isArray() ? value.toString() : value.asText());
    }
  }

  private static String below(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}
