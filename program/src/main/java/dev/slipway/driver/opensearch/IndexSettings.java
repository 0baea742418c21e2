package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Settings of all indices, the hidden and closed ones too. */
record IndexSettings(Api api) {
  private static final Map<String, String> FLAT =
      Map.of("flat_settings", "true", "expand_wildcards", "all");

  /** One setting of every index; empty where the index does not set it. */
  Map<String, Optional<String>> read(String setting) {
    JsonNode answer = api.get("tell its settings", "/_all/_settings", FLAT);
    Map<String, Optional<String>> values = new TreeMap<>();
    answer
        .properties()
        .forEach(index -> values.put(index.getKey(), value(index.getValue(), setting)));
    return values;
  }

  private static Optional<String> value(JsonNode index, String setting) {
    return Optional.ofNullable(index.path("settings").path(setting).textValue());
  }

  /** Sets it, or unsets it when there is no value. */
  void write(Collection<String> indices, String setting, Optional<String> value) {
    if (!indices.isEmpty()) {
      var json = JsonNodeFactory.instance;
      api.send(
          "set " + setting,
          "PUT",
          "/" + String.join(",", indices) + "/_settings",
          Map.of("ignore_unavailable", "true", "expand_wildcards", "all"),
          json.objectNode()
              .set(setting, value.<JsonNode>map(json::textNode).orElse(json.nullNode())));
    }
  }
}
