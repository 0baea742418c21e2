package dev.slipway.bench;

import dev.slipway.release.Forecast;
import dev.slipway.release.Phase;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How good the product's forecast of the held time was, had it been made before every switchover
 * from those that came before; the first one's rests on the reference.
 *
 * @param within how many took at least half and at most twice what was forecast
 */
record Foreseen(int within, int rounds) {

  static Foreseen of(List<Round> rounds) {
    List<Map<Phase, Duration>> held =
        rounds.stream().map(round -> durations(round.phases())).toList();
    long within =
        IntStream.range(0, held.size())
            .filter(i -> near(Forecast.of(held.subList(0, i)).total(), total(held.get(i))))
            .count();
    return new Foreseen((int) within, rounds.size());
  }

  private static boolean near(Duration forecast, Duration took) {
    return took.compareTo(forecast.multipliedBy(2)) <= 0
        && forecast.compareTo(took.multipliedBy(2)) <= 0;
  }

  private static Duration total(Map<Phase, Duration> phases) {
    return phases.values().stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static Map<Phase, Duration> durations(Phases phases) {
    Map<Phase, Duration> durations = new EnumMap<>(Phase.class);
    phases
        .millis()
        .forEach((phase, millis) -> durations.put(phase, Duration.ofNanos((long) (millis * 1e6))));
    return durations;
  }
}
