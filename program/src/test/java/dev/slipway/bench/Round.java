package dev.slipway.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * One switchover under load, as its clients saw it.
 *
 * @param failed attempts to write or connect that failed
 * @param firstFailure why the first of them did
 */
record Round(Duration gap, int failed, Optional<String> firstFailure, Rows rows, Phases phases) {

  static Round of(Contender contender, Run run) throws SQLException, InterruptedException {
    try (Load load = Load.start(contender::connect, run)) {
      load.awaitSteady();
      long begun = System.nanoTime();
      Phases phases = contender.switchOver();
      load.awaitSteady();
      Writes writes = load.stop();
      try (Connection primary = contender.connectToPrimary()) {
        Rows rows = Rows.check(primary, run, writes);
        return of(writes, begun, System.nanoTime(), rows, phases);
      }
    }
  }

  double gapMillis() {
    return gap.toNanos() / 1e6;
  }

  @Override
  public String toString() {
    return "%8.1f ms, %d failed, %d lost, %d doubled"
        .formatted(gapMillis(), failed, rows.lost(), rows.doubled());
  }

  static Round of(Writes writes, long begun, long ended, Rows rows, Phases phases) {
    var failed = writes.failed(begun, ended);
    return new Round(
        writes.gap(begun, ended),
        failed.size(),
        failed.stream().findFirst().map(Writes.Failed::why),
        rows,
        phases);
  }
}
