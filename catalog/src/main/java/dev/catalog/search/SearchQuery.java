package dev.catalog.search;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a client searches for.
 *
 * @param words full text, blank for everything; {@code +}, {@code |}, {@code -}, quotes and a
 *     trailing {@code *} have their usual meaning
 * @param types wanted types, empty for all
 * @param filters for each field the values of which one must hold; a field that ends in {@code !}
 *     excludes them; the value {@code *} stands for any
 * @param from results to skip
 * @param limit results to show
 */
public record SearchQuery(
    String words, List<String> types, Map<String, List<String>> filters, int from, int limit) {
  /** The search node goes no deeper without keeping state for the client. */
  private static final int WINDOW = 10_000;

  private static final int DEFAULT_LIMIT = 25;
  private static final Set<String> OWN = Set.of("q", "type", "from", "limit");
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  public SearchQuery {
    if (from < 0 || limit < 0 || from + (long) limit > WINDOW) {
      throw new IllegalArgumentException(
          "from and limit must not be negative and together at most " + WINDOW);
    }
  }

  /**
   * Reads the parameters of a request: {@code q}, {@code type}, {@code from}, {@code limit}, and
   * every other one as a filter.
   *
   * @throws IllegalArgumentException when paging makes no sense
   */
  public static SearchQuery of(Map<String, List<String>> parameters) {
    var filters = new TreeMap<>(parameters);
    filters.keySet().removeAll(OWN);
    return new SearchQuery(
        String.join(" ", parameters.getOrDefault("q", List.of())).strip(),
        parameters.getOrDefault("type", List.of()),
        filters,
        number(parameters, "from", 0),
        number(parameters, "limit", DEFAULT_LIMIT));
  }

  /** The request body for {@code _search}. */
  public ObjectNode body() {
    var body = JSON.objectNode();
    body.put("from", from).put("size", limit).put("track_total_hits", true);
    body.putArray("_source")
        .add("uuid")
        .add("type")
        .add("accession")
        .add("schema_version")
        .add("properties");
    body.putArray("sort").add("_score").add("uuid");
    var query = body.putObject("query").putObject("bool");
    if (!words.isEmpty() && !words.equals("*")) {
      query.putArray("must").add(fullText());
    }
    var wanted = query.putArray("filter");
    if (!types.isEmpty()) {
      wanted.add(terms("type", types));
    }
    var excluded = query.putArray("must_not");
    filters.forEach((field, values) -> filter(field, values, wanted, excluded));
    return body;
  }

  private ObjectNode fullText() {
    var clause = JSON.objectNode();
    var text = clause.putObject("simple_query_string").put("query", words);
    text.put("default_operator", "and").put("lenient", true);
    text.putArray("fields").add("accession^8").add("uuid^8").add("names^3").add("text");
    return clause;
  }

  private static void filter(
      String field, List<String> values, ArrayNode wanted, ArrayNode excluded) {
    boolean negative = field.endsWith("!");
    var name = negative ? field.substring(0, field.length() - 1) : field;
    (negative ? excluded : wanted).add(anyOf(name, values));
  }

  private static ObjectNode anyOf(String field, List<String> values) {
    if (values.contains("*")) {
      var clause = JSON.objectNode();
      clause.putObject("prefix").put("filters", field + "=");
      return clause;
    }
    return terms("filters", values.stream().map(value -> field + "=" + value).toList());
  }

  private static ObjectNode terms(String field, List<String> values) {
    var clause = JSON.objectNode();
    var list = clause.putObject("terms").putArray(field);
    values.forEach(list::add);
    return clause;
  }

  private static int number(Map<String, List<String>> parameters, String name, int otherwise) {
    var given = parameters.getOrDefault(name, List.of());
    if (given.isEmpty()) {
      return otherwise;
    }
    try {
      return Integer.parseInt(given.getFirst());
    } catch (NumberFormatException wrong) {
      throw new IllegalArgumentException(
          name + " must be a number, not '" + given.getFirst() + "'", wrong);
    }
  }
}
