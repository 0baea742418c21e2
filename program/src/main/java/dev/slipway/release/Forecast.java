package dev.slipway.release;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How long the next hold is expected to take: each phase as the median of the switchovers that were
 * measured last, rehearsals among them. A median, because one slow disk flush in a phase says
 * nothing of the next.
 *
 * @param phases of the hold
 * @param measured how many switchovers of this estate it rests on; 0 when it rests on none but the
 *     reference
 */
public record Forecast(Map<Phase, Duration> phases, int measured) {
  /** What evidence and report call the forecast held time. */
  public static final String KEY = "forecastMs";

  /** More would be of another size of the data, or another machine. */
  private static final int LAST = 5;

  /**
   * For an estate that has measured nothing yet: what the demo's release measured on two busy
   * cores. Its own figures replace it with the first rehearsal or release.
   */
  private static final Map<Phase, Duration> REFERENCE =
      Map.of(
          Phase.HOLD, Duration.ofMillis(20),
          Phase.FENCE, Duration.ofMillis(50),
          Phase.PROOF, Duration.ofMillis(10),
          Phase.PROMOTE, Duration.ofMillis(35),
          Phase.RESUME, Duration.ofMillis(5));

  public Forecast {
    phases = Map.copyOf(phases);
  }

  /**
   * @param history in the order in which it was measured
   */
  public static Forecast of(List<Map<Phase, Duration>> history) {
    if (history.isEmpty()) {
      return new Forecast(REFERENCE, 0);
    }
    List<Map<Phase, Duration>> last =
        history.subList(Math.max(0, history.size() - LAST), history.size());
    Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      phases.put(phase, median(last.stream().map(held -> held.get(phase)).sorted().toList()));
    }
    return new Forecast(phases, last.size());
  }

  /** The held time. */
  public Duration total() {
    return phases.values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  /** Both in words: {@code 71 ms (hold 2, fence 35, …), the median of 3 switchovers}. */
  public String describe() {
    String each =
        Arrays.stream(Phase.values())
            .map(
                phase -> phase.name().toLowerCase(Locale.ROOT) + " " + phases.get(phase).toMillis())
            .collect(Collectors.joining(", "));
    String source =
        switch (measured) {
          case 0 -> "of the reference, since this estate has measured none: rehearse the release";
          case 1 -> "as the last switchover of this estate";
          default -> "the median of the last %d switchovers of this estate".formatted(measured);
        };
    return "%d ms (%s), %s".formatted(total().toMillis(), each, source);
  }

  private static Duration median(List<Duration> sorted) {
    Duration upper = sorted.get(sorted.size() / 2);
    Duration lower = sorted.get((sorted.size() - 1) / 2);
    return lower.plus(upper).dividedBy(2);
  }
}
