package dev.catalog.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import dev.catalog.document.Rejection.Violation;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One type of documents at this release.
 *
 * @param version version of its schema: what is written gets it, what is older is upgraded
 * @param schema what its properties must satisfy
 * @param links properties, at any depth, that are links, with the types that they may point to
 * @param names how the names are made by which other documents may link
 */
public record Type(
    String name,
    int version,
    JsonSchema schema,
    Map<String, List<String>> links,
    List<NameTemplate> names) {

  /** Everything in which the properties break the schema. */
  public List<Violation> violations(ObjectNode properties) {
    return schema.validate(properties).stream()
        .map(m -> new Violation(m.getInstanceLocation().toString(), m.getError()))
        .toList();
  }

  /** Every link, once. */
  public Set<Reference> references(ObjectNode properties) {
    var found = new LinkedHashSet<Reference>();
    collect("", properties, found);
    return found;
  }

  /** Every name, in the form in which links spell it. */
  public Set<String> names(ObjectNode properties, NameTemplate.Through through)
      throws SQLException {
    var spelt = new LinkedHashSet<String>();
    for (var template : names) {
      template.fill(this, properties, through).map(Type::spellings).ifPresent(spelt::addAll);
    }
    return spelt;
  }

  /** Aliases are unique over all types. */
  public static List<String> aliases(ObjectNode properties) {
    var aliases = new ArrayList<String>();
    properties.path("aliases").forEach(alias -> aliases.add(alias.asText()));
    return aliases.stream().distinct().toList();
  }

  /** A term such as {@code cell line_EFO:0002067} is linked to as {@code cell_line_EFO_0002067}. */
  private static List<String> spellings(String name) {
    return List.of(name, name.replace(' ', '_').replace(':', '_'));
  }

  private void collect(String path, JsonNode node, Set<Reference> found) {
    for (var property : node.properties()) {
      var inner = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
      var targets = links.get(property.getKey());
      for (var value : elements(property.getValue())) {
        if (targets != null && value.isTextual()) {
          found.add(new Reference(inner, value.asText(), targets));
        } else if (value.isObject()) {
          collect(inner, value, found);
        }
      }
    }
  }

  private static Iterable<JsonNode> elements(JsonNode node) {
    return node.isArray() ? node : List.of(node);
  }
}
