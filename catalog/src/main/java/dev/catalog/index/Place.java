package dev.catalog.index;

import java.io.IOException;
import java.time.Duration;

/**
 * Where an indexer is, in memory and in the index. The index decides: when it is gone, or is that
 * of another database, everything begins anew.
 */
final class Place {
  /** How old the stored place may get while rounds find nothing to index. */
  private static final Duration IDLE_STORE = Duration.ofSeconds(5);

  private final SearchIndex index;
  private Progress stored;
  private Progress known;
  private long storedAt;

  Place(SearchIndex index) {
    this.index = index;
  }

  /** The place to go on from; makes the index when there is none that fits the database. */
  Progress find(Observation seen) throws IOException, InterruptedException {
    var found = index.progress();
    if (found.isEmpty() || found.get().foreignTo(seen)) {
      index.create();
      store(Progress.none(seen.database()));
    } else if (!found.get().equals(stored)) {
      stored = found.get();
      known = stored;
      if (!known.full()) {
        index.publish();
      }
    }
    return known;
  }

  void store(Progress progress) throws IOException, InterruptedException {
    index.store(progress);
    stored = progress;
    known = progress;
    storedAt = System.nanoTime();
  }

  /** Ends a round; the place of one that found nothing need not be stored each time. */
  void finished(Progress round, boolean empty) throws IOException, InterruptedException {
    var next = round.finished();
    if (round.full()) {
      index.publish();
    }
    if (!empty || System.nanoTime() - storedAt > IDLE_STORE.toNanos()) {
      store(next);
    }
    known = next;
  }
}
