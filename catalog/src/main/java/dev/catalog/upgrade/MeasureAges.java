package dev.catalog.upgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catalog.document.Upgrade;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The age becomes numbers with a unit in the singular ({@code "12-14"}, {@code "days"} to {@code
 * {"from": 12, "to": 14, "unit": "day"}}), and the one {@code url} a list.
 */
final class MeasureAges implements Upgrade.Change {
  private static final Pattern AGE = Pattern.compile("(\\d+(?:\\.\\d+)?)(?:-(\\d+(?:\\.\\d+)?))?");

  @Override
  public void apply(ObjectNode properties) {
    var age = properties.remove("model_organism_age");
    var unit = properties.remove("model_organism_age_units");
    if (age != null && !age.asText().equals("unknown")) {
      var numbers = AGE.matcher(age.asText().strip());
      if (!numbers.matches()) {
        throw new IllegalArgumentException(
            "model_organism_age '" + age.asText() + "' is neither a number nor a range");
      }
      var from = numbers.group(1);
      var to = Optional.ofNullable(numbers.group(2)).orElse(from);
      properties
          .putObject("age")
          .put("from", new BigDecimal(from))
          .put("to", new BigDecimal(to))
          .put("unit", unit == null ? "day" : singular(unit.asText()));
    }
    var url = properties.remove("url");
    if (url != null) {
      properties.putArray("urls").add(url);
    }
  }

  private static String singular(String unit) {
    return unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
  }
}
