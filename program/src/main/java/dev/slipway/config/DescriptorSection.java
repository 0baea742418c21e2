package dev.slipway.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One mapping of the descriptor while it is read: every question that finds something wrong leaves
 * a problem with its path and answers with something harmless, so that the reading goes on.
 */
final class DescriptorSection {
  private final JsonNode node;
  private final String path;
  private final List<String> problems;

  DescriptorSection(JsonNode node, String path, List<String> problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  /** Leaves a problem for each key outside these. */
  DescriptorSection only(String... keys) {
    Set<String> known = Set.of(keys);
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!known.contains(key)) {
                problem(key, "unknown key; known here are " + String.join(", ", keys));
              }
            });
    return this;
  }

  boolean has(String key) {
    return node.has(key);
  }

  Optional<DescriptorSection> section(String key) {
    JsonNode child = node.get(key);
    if (child == null) {
      return Optional.empty();
    }
    if (!child.isObject()) {
      problem(key, "must be a mapping");
      return Optional.empty();
    }
    return Optional.of(new DescriptorSection(child, at(key), problems));
  }

  /** A text that must be there. */
  String text(String key) {
    if (!node.has(key)) {
      problem(key, "is missing");
      return "";
    }
    return text(key, node.get(key));
  }

  List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    JsonNode list = node.path(key);
    if (!list.isMissingNode() && !list.isArray()) {
      problem(key, "must be a list of texts");
    }
    for (JsonNode item : list) {
      texts.add(text(key + "/" + texts.size(), item));
    }
    return texts;
  }

  /** A program with its arguments, which must be there. */
  List<String> command(String key) {
    List<String> command = texts(key);
    if (command.isEmpty() && (!node.has(key) || node.get(key).isArray())) {
      problem(key, "is missing: a list of the program and its arguments");
    }
    return command;
  }

  Map<String, String> textMap(String key) {
    Map<String, String> texts = new LinkedHashMap<>();
    section(key)
        .ifPresent(
            child ->
                child
                    .node
                    .properties()
                    .forEach(e -> texts.put(e.getKey(), child.text(e.getKey()))));
    return texts;
  }

  void problem(String key, String what) {
    problems.add(at(key) + ": " + what);
  }

  private String text(String key, JsonNode value) {
    if (!value.isValueNode() || value.isNull() || value.asText().isBlank()) {
      problem(key, "must be a text that is not empty");
      return "";
    }
    for (String name : Variables.unknown(value.asText())) {
      problem(key, "unknown variable " + name);
    }
    return value.asText();
  }

  private String at(String key) {
    return path.isEmpty() ? key : path + "/" + key;
  }
}
