package dev.catalog.upgrade;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catalog.document.Upgrade;

/** {@code date_submitted} and {@code date_released} become one object {@code dates}. */
final class GatherDates implements Upgrade.Change {

  @Override
  public void apply(ObjectNode properties) {
    move(properties, "date_submitted", "submitted");
    move(properties, "date_released", "released");
  }

  private static void move(ObjectNode properties, String from, String to) {
    var date = properties.remove(from);
    if (date != null) {
      properties.withObjectProperty("dates").set(to, date);
    }
  }
}
