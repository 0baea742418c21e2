package dev.slipway.bench;

import java.util.List;
import java.util.Optional;

/**
 * All that one run measured.
 *
 * @param all the contenders that alternated
 */
record Results(List<Result> all, Optional<PingPong> pingPong) {
  Results {
    all = List.copyOf(all);
  }

  Optional<Result> of(String contender) {
    return all.stream().filter(result -> result.contender().equals(contender)).findFirst();
  }

  /** Slipway's median write gap divided by another one's. */
  Optional<Double> ratioTo(String other) {
    return of(Contenders.SLIPWAY)
        .flatMap(own -> of(other).map(it -> own.gap().median() / it.gap().median()));
  }
}
