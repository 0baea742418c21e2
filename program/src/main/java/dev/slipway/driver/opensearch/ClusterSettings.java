package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** The settings of the cluster that survive a restart of all its nodes. */
record ClusterSettings(Api api) {
  private static final String PATH = "/_cluster/settings";

  Optional<String> read(String setting) {
    JsonNode answer = api.get("tell its settings", PATH, Map.of("flat_settings", "true"));
    return Optional.ofNullable(answer.path("persistent").path(setting).textValue());
  }

  /** Sets it, or unsets it when there is no value. */
  void write(String setting, Optional<String> value) {
    var json = JsonNodeFactory.instance;
    JsonNode wanted = value.<JsonNode>map(json::textNode).orElse(json.nullNode());
    ObjectNode body = json.objectNode();
    body.putObject("persistent").set(setting, wanted);
    api.send("set " + setting, "PUT", PATH, body);
  }
}
