package dev.catalog.index;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Where an indexer writes how it is, and the status endpoint reads it. */
final class StatusBoard {
  private static final int RESULTS_KEPT = 10;

  private final String index;
  private final Deque<RoundResult> results = new ArrayDeque<>();
  private String status = "starting";
  private String problem;
  private Boolean recovery;
  private Snapshot snapshot;
  private Instant started;
  private Instant timestamp;
  private RoundResult last;
  private RoundBoard round;

  StatusBoard(String index) {
    this.index = index;
  }

  synchronized void seen(Observation observation) {
    recovery = observation.recovery();
  }

  /** What an earlier process, or an earlier round, had finished. */
  synchronized void resumed(Progress progress) {
    snapshot = progress.done();
  }

  synchronized void begins(RoundBoard begun) {
    round = begun;
    started = begun.started();
    now("indexing", null);
  }

  synchronized void finished(RoundResult result) {
    round = null;
    last = result;
    snapshot = result.snapshot();
    timestamp = result.timestamp();
    if (result.worthTelling()) {
      results.addFirst(result);
    }
    if (results.size() > RESULTS_KEPT) {
      results.removeLast();
    }
    now("waiting", null);
  }

  synchronized void idle(String state) {
    round = null;
    now(state, null);
  }

  /** Returns whether this trouble is news. */
  synchronized boolean troubled(Exception cause) {
    var before = problem;
    now("unavailable", String.valueOf(cause.getMessage()));
    return !problem.equals(before);
  }

  synchronized IndexerStatus view() {
    return new IndexerStatus(
        status,
        started,
        timestamp,
        recovery,
        snapshot,
        snapshot == null ? null : String.valueOf(snapshot.xmin()),
        index,
        round == null ? 0 : round.indexed(),
        round == null ? 0 : round.remaining(),
        problem,
        last,
        List.copyOf(results));
  }

  private void now(String state, String trouble) {
    status = state;
    problem = trouble;
  }
}
