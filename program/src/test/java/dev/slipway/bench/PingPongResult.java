package dev.slipway.bench;

import java.util.List;
import java.util.Map;

/**
 * What a ping-pong showed.
 *
 * @param rounds its switchovers
 * @param refused attempts that were taken back, as they should
 * @param failed attempts of the writers that failed, in the whole time
 * @param differences how many questions the two servers answered differently in the end
 * @param counts of what went on beside the writers
 */
record PingPongResult(
    String name,
    List<Round> rounds,
    List<Round> refused,
    int failed,
    Rows rows,
    int differences,
    Map<String, Integer> counts) {
  PingPongResult {
    rounds = List.copyOf(rounds);
    refused = List.copyOf(refused);
    counts = Map.copyOf(counts);
  }

  /** Its gaps and phases; what was lost and doubled is known only of the whole. */
  Summary result() {
    return new Summary(name, rounds);
  }

  /** The attempts that were taken back. */
  Summary refusedResult() {
    return new Summary(name, refused);
  }

  /** How good a forecast of each would have been. */
  Foreseen foreseen() {
    return Foreseen.of(rounds);
  }

  boolean harmed() {
    return rows.lost() + rows.doubled() + differences > 0;
  }
}
