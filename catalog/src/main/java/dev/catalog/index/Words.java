package dev.catalog.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * What of a document can be searched, gathered in one pass over its JSON text.
 *
 * <p>Filters are {@code path=value} terms of one field. Sixty types with their own properties would
 * otherwise need thousands of mapped fields, of which some have different kinds in different types,
 * and a document that does not fit is refused by the search node.
 */
final class Words {
  /** A longer value is text, not something to filter by. */
  private static final int FILTER_LENGTH = 100;

  /** A longer value is an attachment. */
  private static final int TEXT_LENGTH = 10_000;

  private static final Set<String> NAMES = Set.of("name", "title", "aliases", "accession");
  private static final JsonFactory FACTORY = new JsonFactory();

  private final List<String> filters = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  List<String> filters() {
    return filters;
  }

  List<String> names() {
    return names;
  }

  String text() {
    return text.toString();
  }

  /** What is not among the properties can be searched and filtered by all the same. */
  void identity(StoredDocument document) {
    filters.add("schema_version=" + document.schemaVersion());
    if (document.accession() != null) {
      names.add(document.accession());
      value("accession", document.accession());
    }
  }

  void properties(byte[] json) throws IOException {
    try (var parser = FACTORY.createParser(json)) {
      gather(parser);
    }
  }

  /**
   * {@code lab.accession=…} and {@code lab.name=…} of every link, so that names lead to the
   * linking.
   */
  void embedded(byte[] json) throws IOException {
    try (var parser = FACTORY.createParser(json)) {
      String path = "";
      while (parser.nextToken() != null) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
          String field = parser.currentName();
          String value = parser.getText();
          switch (field) {
            case "path" -> path = value;
            case "uuid" -> filters.add(path + ".uuid=" + value);
            case "type" -> {}
            default -> value(path + "." + field, value);
          }
        }
      }
    }
  }

  private void gather(JsonParser parser) throws IOException {
    Deque<String> path = new ArrayDeque<>();
    String prefix = "";
    while (parser.nextToken() != null) {
      switch (parser.currentToken()) {
        case START_OBJECT -> {
          path.push(prefix);
          prefix = below(parser, prefix, path.size());
        }
        case END_OBJECT -> prefix = path.pop();
        case VALUE_STRING -> {
          String name = nameOf(parser);
          if (path.size() == 1 && NAMES.contains(name)) {
            names.add(parser.getText());
          }
          value(prefix + name, parser.getText());
        }
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE ->
            filters.add(prefix + nameOf(parser) + "=" + parser.getText());
        default -> {}
      }
    }
  }

  private static String below(JsonParser parser, String prefix, int depth) throws IOException {
    return depth == 1 ? "" : prefix + nameOf(parser) + ".";
  }

  /** The field a value belongs to; a value in an array belongs to the field of the array. */
  private static String nameOf(JsonParser parser) throws IOException {
    var context = parser.getParsingContext();
    if (parser.currentToken() == JsonToken.START_OBJECT) {
      context = context.getParent();
    }
    while (context.inArray()) {
      context = context.getParent();
    }
    String name = context.getCurrentName();
    return name == null ? "" : name;
  }

  private void value(String path, String value) {
    if (value.length() <= FILTER_LENGTH) {
      filters.add(path + "=" + value);
    }
    word(value);
  }

  private void word(String value) {
    if (value.length() <= TEXT_LENGTH) {
      text.append(value).append('\n');
    }
  }
}
