package dev.slipway.bench;

import java.util.List;
import java.util.Optional;

/**
 * All that one run measured.
 *
 * @param all the contenders that alternated
 * @param pingPongs the plain one first, then those under something
 */
record Results(List<Summary> all, List<PingPongResult> pingPongs) {
  Results {
    all = List.copyOf(all);
    pingPongs = List.copyOf(pingPongs);
  }

  Optional<Summary> of(String contender) {
    return all.stream().filter(result -> result.contender().equals(contender)).findFirst();
  }

  /** Slipway's median write gap divided by another one's. */
  Optional<Double> ratioTo(String other) {
    return of(Contenders.SLIPWAY)
        .flatMap(own -> of(other).map(it -> own.gap().median() / it.gap().median()));
  }

  /** True when Slipway lost or doubled a row, or left two servers that are not the same. */
  boolean harmed() {
    return of(Contenders.SLIPWAY).filter(own -> own.lost() + own.doubled() > 0).isPresent()
        || pingPongs.stream().anyMatch(PingPongResult::harmed);
  }
}
