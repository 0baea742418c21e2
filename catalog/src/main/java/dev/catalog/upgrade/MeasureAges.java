package dev.catalog.upgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catalog.document.Upgrade;
import java.math.BigDecimal;

/**
 * The age becomes a number with a unit in the singular ({@code "14.5"}, {@code "days"} to {@code
 * {"value": 14.5, "unit": "day"}}), and the one {@code url} a list.
 */
final class MeasureAges implements Upgrade.Change {

  @Override
  public void apply(ObjectNode properties) {
    var age = properties.remove("model_organism_age");
    var unit = properties.remove("model_organism_age_units");
    if (age != null && !age.asText().equals("unknown")) {
      properties
          .putObject("age")
          .put("value", number(age.asText()))
          .put("unit", unit == null ? "day" : singular(unit.asText()));
    }
    var url = properties.remove("url");
    if (url != null) {
      properties.putArray("urls").add(url);
    }
  }

  private static BigDecimal number(String text) {
    try {
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("model_organism_age '" + text + "' is not a number", e);
    }
  }

  private static String singular(String unit) {
    return unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
  }
}
