package dev.catalog.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a name by which other documents may link is made from properties: {@code
 * {step_label}-v-{major_version}}. {@code {genes.organism}} goes through a link.
 */
public record NameTemplate(String text) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  /** Looks up a property of a linked document. */
  @FunctionalInterface
  public interface Through {
    /** The value of a property of the document that a link property's value points to. */
    Optional<String> value(Reference link, String property) throws SQLException;
  }

  /** The properties of linked documents that the name needs, such as {@code organism}. */
  public List<String> throughProperties() {
    return VARIABLE
        .matcher(text)
        .results()
        .map(variable -> variable.group(1))
        .filter(variable -> variable.contains("."))
        .map(variable -> variable.substring(variable.indexOf('.') + 1))
        .toList();
  }

  /** The name, when every property in it is there. */
  Optional<String> fill(Type type, ObjectNode properties, Through through) throws SQLException {
    var name = new StringBuilder();
    var variables = VARIABLE.matcher(text);
    while (variables.find()) {
      var value = value(type, properties, variables.group(1), through);
      if (value.isEmpty()) {
        return Optional.empty();
      }
      variables.appendReplacement(name, Matcher.quoteReplacement(value.get()));
    }
    return Optional.of(variables.appendTail(name).toString());
  }

  private static Optional<String> value(
      Type type, ObjectNode properties, String variable, Through through) throws SQLException {
    var parts = variable.split("\\.", 2);
    var first = text(properties.path(parts[0]));
    if (parts.length == 1 || first.isEmpty()) {
      return first;
    }
    var targets = type.links().getOrDefault(parts[0], List.of());
    return through.value(new Reference(parts[0], first.get(), targets), parts[1]);
  }

  private static Optional<String> text(JsonNode node) {
    var single = node.isArray() && !node.isEmpty() ? node.get(0) : node;
    return single.isValueNode() && !single.isNull()
        ? Optional.of(single.asText())
        : Optional.empty();
  }
}
