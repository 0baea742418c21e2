package dev.slipway.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.slipway.service.Endpoint;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** The fields of one JSON object; what is wrong is noted with its path, and reading goes on. */
final class Fields {
  private static final Endpoint NOWHERE = new Endpoint("nowhere", 1);

  private final JsonNode node;
  private final String path;
  private final List<String> problems;

  Fields(JsonNode root) {
    this(root, "", new ArrayList<>());
  }

  private Fields(JsonNode node, String path, List<String> problems) {
    this.node = node;
    this.path = path;
    this.problems = problems;
  }

  List<String> problems() {
    return problems;
  }

  void problem(String field, String what) {
    problems.add(path + field + ": " + what);
  }

  boolean has(String field) {
    return node.hasNonNull(field);
  }

  Fields in(String field) {
    JsonNode child = node.path(field);
    if (!child.isObject()) {
      problem(field, "is missing");
      return new Fields(MissingNode.getInstance(), path + field + "/", new ArrayList<>());
    }
    return new Fields(child, path + field + "/", problems);
  }

  String text(String field) {
    String value = maybeEmpty(field);
    if (value.isBlank()) {
      problem(field, "is missing");
    }
    return value;
  }

  String maybeEmpty(String field) {
    return node.path(field).asText("");
  }

  String matching(String field, String pattern, String meaning) {
    String value = text(field);
    if (!value.isBlank() && !value.matches(pattern)) {
      problem(field, "'%s' is not %s".formatted(value, meaning));
    }
    return value;
  }

  Path absolute(String field) {
    String value = text(field);
    try {
      Path file = Path.of(value);
      if (!value.isBlank() && !file.isAbsolute()) {
        problem(field, "'%s' is not an absolute path".formatted(value));
      }
      return file;
    } catch (InvalidPathException e) {
      problem(field, "'%s' is not a path".formatted(value));
      return Path.of("/");
    }
  }

  int number(String field, int least, int most) {
    JsonNode value = node.path(field);
    if (!value.isInt() || value.intValue() < least || value.intValue() > most) {
      problem(field, "%s is not a number from %d to %d".formatted(value.asText("it"), least, most));
      return least;
    }
    return value.intValue();
  }

  Instant instant(String field) {
    String value = text(field);
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      problem(field, "'%s' is not a time such as 2026-11-23T07:00:00Z".formatted(value));
      return Instant.EPOCH;
    }
  }

  Endpoint endpoint(String field) {
    String value = text(field);
    return value.isBlank() ? NOWHERE : parse(field, value);
  }

  List<Endpoint> endpoints(String field) {
    return texts(field).stream().map(value -> parse(field, value)).toList();
  }

  private Endpoint parse(String field, String value) {
    try {
      return Endpoint.parse(value);
    } catch (IllegalArgumentException e) {
      problem(field, "'%s' is not host:port".formatted(value));
      return NOWHERE;
    }
  }

  List<String> texts(String field) {
    List<String> values = new ArrayList<>();
    node.path(field).forEach(value -> values.add(value.asText()));
    return values;
  }
}
