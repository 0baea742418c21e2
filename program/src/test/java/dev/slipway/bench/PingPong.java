package dev.slipway.bench;

import dev.slipway.bench.Attempt.Refused;
import dev.slipway.bench.Attempt.Switched;
import dev.slipway.bench.Writes.Acknowledged;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Slipway's switchovers one after the other, there and back, on the same servers, under one load
 * that goes on while the former primary follows, too.
 */
final class PingPong {
  private final Slipway slipway;
  private final Circumstance circumstance;
  private final Load load;
  private final List<Window> switched = new ArrayList<>();
  private final List<Window> refused = new ArrayList<>();

  private record Window(long begun, long ended, Phases phases) {
    Round round(Writes writes, Rows rows) {
      return Round.of(writes, begun, ended, rows, phases);
    }
  }

  private PingPong(Slipway slipway, Circumstance circumstance, Load load) {
    this.slipway = slipway;
    this.circumstance = circumstance;
    this.load = load;
  }

  static PingPongResult run(
      String name, Slipway slipway, Circumstance circumstance, Run run, int rounds)
      throws SQLException, InterruptedException {
    try (circumstance;
        Load load = Load.start(slipway::connect, run)) {
      return new PingPong(slipway, circumstance, load).run(name, run, rounds);
    }
  }

  private PingPongResult run(String name, Run run, int rounds)
      throws SQLException, InterruptedException {
    load.awaitSteady();
    long begun = System.nanoTime();
    for (int i = 1; i <= rounds; i++) {
      circumstance.begin(i);
      Switched outcome = switchOver();
      slipway.rejoin();
      circumstance.end(outcome);
    }
    Writes writes = load.stop();
    circumstance.close();
    Rows rows = rows(run, writes);
    return new PingPongResult(
        name,
        switched.stream().map(window -> window.round(writes, rows)).toList(),
        refused.stream().map(window -> window.round(writes, rows)).toList(),
        writes.failed(begun, System.nanoTime()).size(),
        rows,
        slipway.servers().differences(questions()),
        circumstance.counts());
  }

  private Switched switchOver() {
    long begun = System.nanoTime();
    Attempt attempt = slipway.attempt();
    load.awaitSteady();
    Window window = new Window(begun, System.nanoTime(), phases(attempt));
    return switch (attempt) {
      case Switched outcome -> {
        switched.add(window);
        yield outcome;
      }
      case Refused refusal -> {
        if (!circumstance.caused(refusal)) {
          throw new IllegalStateException(refusal.toString());
        }
        refused.add(window);
        yield switchOver();
      }
    };
  }

  private static Phases phases(Attempt attempt) {
    return attempt instanceof Switched outcome ? outcome.phases() : Phases.none();
  }

  private Rows rows(Run run, Writes writes) throws SQLException {
    List<Acknowledged> all =
        Stream.concat(writes.acknowledged().stream(), circumstance.acknowledged().stream())
            .toList();
    try (Connection primary = slipway.connectToPrimary()) {
      return Rows.check(primary, run, new Writes(all, List.of()));
    }
  }

  private List<String> questions() {
    return Stream.concat(Stream.of(Rows.ALL), circumstance.questions().stream()).toList();
  }
}
