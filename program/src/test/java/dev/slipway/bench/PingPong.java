package dev.slipway.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Slipway's switchovers one after the other, there and back, on the same servers, under one load
 * that goes on while the former primary follows, too.
 *
 * @param failed attempts that failed in the whole time
 */
record PingPong(List<Round> rounds, int failed, Rows rows) {
  PingPong {
    rounds = List.copyOf(rounds);
  }

  /** Its gaps and phases; what was lost and doubled is known only of the whole. */
  Result result() {
    return new Result("ping-pong", rounds);
  }

  private record Switched(long begun, long ended, Phases phases) {}

  static PingPong run(Slipway slipway, Run run, int rounds)
      throws SQLException, InterruptedException {
    try (Load load = Load.start(slipway::connect, run)) {
      load.awaitSteady();
      long begun = System.nanoTime();
      List<Switched> switched = new ArrayList<>();
      for (int i = 0; i < rounds; i++) {
        switched.add(once(slipway, load));
        slipway.rejoin();
      }
      Writes writes = load.stop();
      try (Connection primary = slipway.connectToPrimary()) {
        Rows rows = Rows.check(primary, run, writes);
        return new PingPong(
            switched.stream()
                .map(it -> Round.of(writes, it.begun(), it.ended(), rows, it.phases()))
                .toList(),
            writes.failed(begun, System.nanoTime()).size(),
            rows);
      }
    }
  }

  private static Switched once(Slipway slipway, Load load) {
    long begun = System.nanoTime();
    Phases phases = slipway.switchOver();
    load.awaitSteady();
    return new Switched(begun, System.nanoTime(), phases);
  }
}
