package dev.slipway.bench;

import dev.slipway.release.Phase;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * All rounds of one contender.
 *
 * @param contender its name
 */
record Summary(String contender, List<Round> rounds) {
  Summary {
    rounds = List.copyOf(rounds);
  }

  /** In milliseconds. */
  Spread gap() {
    return Spread.of(rounds.stream().map(Round::gapMillis).toList());
  }

  Spread failedAttempts() {
    return Spread.of(rounds.stream().map(round -> (double) round.failed()).toList());
  }

  int failed() {
    return sum(Round::failed);
  }

  int lost() {
    return sum(round -> round.rows().lost());
  }

  int doubled() {
    return sum(round -> round.rows().doubled());
  }

  Optional<String> firstFailure() {
    return rounds.stream().flatMap(round -> round.firstFailure().stream()).findFirst();
  }

  /** In milliseconds; empty for a contender without phases. */
  Map<Phase, Spread> phases() {
    Map<Phase, Spread> phases = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      List<Double> took =
          rounds.stream()
              .flatMap(round -> Optional.ofNullable(round.phases().millis().get(phase)).stream())
              .toList();
      if (!took.isEmpty()) {
        phases.put(phase, Spread.of(took));
      }
    }
    return phases;
  }

  private int sum(ToIntFunction<Round> part) {
    return rounds.stream().mapToInt(part).sum();
  }
}
