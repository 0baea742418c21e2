package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.release.Phase;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** How one attempt of Slipway's ended. */
sealed interface Attempt {
  /**
   * Writes flow to the new database.
   *
   * @param directClients how many clients it saw that bypass the pooler
   */
  record Switched(Phases phases, int directClients) implements Attempt {}

  /** Everything is as before. */
  record Refused(String code, String message) implements Attempt {}

  /** Reads what {@link Controller} printed. */
  static Attempt parse(JsonNode evidence) {
    return evidence.has(Controller.REFUSED)
        ? new Refused(
            evidence.get(Controller.REFUSED).asText(), evidence.get(Controller.MESSAGE).asText())
        : new Switched(phases(evidence), evidence.get("directClients").asInt());
  }

  private static Phases phases(JsonNode evidence) {
    Map<Phase, Double> millis = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      millis.put(phase, evidence.get(phase.name().toLowerCase(Locale.ROOT) + "Ms").asDouble());
    }
    return new Phases(millis);
  }
}
