package dev.slipway.bench;

import dev.slipway.release.Phase;
import java.util.EnumMap;
import java.util.Map;

/**
 * How long each phase of a held time took, in milliseconds; none for a contender without a hold.
 */
record Phases(Map<Phase, Double> millis) {
  Phases {
    millis = Map.copyOf(millis);
  }

  static Phases none() {
    return new Phases(Map.of());
  }

  /** Takes the time from phase to phase. */
  static final class Stopwatch {
    private final Map<Phase, Double> millis = new EnumMap<>(Phase.class);
    private long begun = System.nanoTime();

    void ended(Phase phase) {
      long now = System.nanoTime();
      millis.put(phase, (now - begun) / 1e6);
      begun = now;
    }

    Phases phases() {
      return new Phases(millis);
    }
  }
}
