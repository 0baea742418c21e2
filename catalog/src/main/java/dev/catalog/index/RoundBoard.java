package dev.catalog.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The numbers of the round that is running; written by the senders, read by the status. */
final class RoundBoard {
  /** A round that fails for every document should not fill the memory with reasons. */
  private static final int FAILURES_KEPT = 20;

  private final Instant started;
  private final List<Failure> failed = new ArrayList<>();
  private final long before;
  private long total;
  private long indexed;
  private long errors;

  /** A round of which {@code before} documents were done before it was interrupted. */
  RoundBoard(Instant started, long before) {
    this.started = started;
    this.before = before;
  }

  Instant started() {
    return started;
  }

  synchronized void total(long documents) {
    total = documents;
  }

  synchronized void add(Page page, List<Failure> refused) {
    int count = refused.size() + page.failed().size();
    indexed += page.documents() - count;
    errors += count;
    keep(page.failed());
    keep(refused);
  }

  synchronized long done() {
    return before + indexed + errors;
  }

  synchronized long indexed() {
    return before + indexed;
  }

  synchronized long remaining() {
    return Math.max(0, total - done());
  }

  synchronized boolean empty() {
    return indexed + errors == 0;
  }

  synchronized RoundResult finished(Instant now, boolean full, Snapshot snapshot) {
    return new RoundResult(
        started,
        now,
        full,
        before + indexed,
        now.toEpochMilli() - started.toEpochMilli(),
        errors,
        List.copyOf(failed),
        snapshot,
        String.valueOf(snapshot.xmin()));
  }

  private void keep(List<Failure> failures) {
    failures.stream().limit(FAILURES_KEPT - failed.size()).forEach(failed::add);
  }
}
