package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.IndexerStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Follows a running index and says in words how it is getting on: what is to go, how fast, when it
 * will be done. Pure but for the time that it is handed.
 */
public final class IndexProgress {
  private final String site;
  private final Duration patience;
  private final LongSupplier nanos;
  private Optional<IndexerStatus> last = Optional.empty();
  private long begun;
  private long most;
  private long lastMove;
  private long lastEnd;
  private long rate;

  /**
   * @param site whose indexer it is, for the error
   * @param patience without progress for so long, it is stuck
   * @param nanos a monotonic clock, {@code System::nanoTime}
   */
  public IndexProgress(String site, Duration patience, LongSupplier nanos) {
    this.site = site;
    this.patience = patience;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
    this.lastMove = begun;
    this.lastEnd = begun;
  }

  /** Takes in what the indexer says now. */
  private void take(IndexerStatus status) {
    long now = nanos.getAsLong();
    boolean ended = last.filter(before -> !snapshotOf(before, status)).isPresent();
    boolean next = last.filter(before -> !roundOf(before, status)).isPresent();
    if (ended || last.isEmpty()) {
      lastEnd = now;
    }
    if (next) {
      begun = now;
      most = 0;
    }
    if (ended || next || status.waiting() || advanced(status)) {
      lastMove = now;
    }
    most = Math.max(most, status.remaining());
    rate = speed(status, now);
    last = Optional.of(status);
  }

  private static boolean snapshotOf(IndexerStatus before, IndexerStatus now) {
    return Objects.equals(before.snapshot(), now.snapshot());
  }

  private static boolean roundOf(IndexerStatus before, IndexerStatus now) {
    return before.status().equals(now.status()) && before.started().equals(now.started());
  }

  private boolean advanced(IndexerStatus status) {
    return last.filter(before -> status.remaining() < before.remaining()).isPresent();
  }

  private long speed(IndexerStatus status, long now) {
    double seconds = (now - begun) / 1e9;
    return seconds > 0 ? Math.round((most - status.remaining()) / seconds) : 0;
  }

  /** One line for people: {@code 12000 of 20000 to go, 4100 a second, about 3 s left}. */
  public String describe(IndexerStatus status) {
    take(status);
    long remaining = status.remaining();
    return remaining == 0 || rate < 1
        ? "indexer %s, %d to go".formatted(status.status(), remaining)
        : "%d of %d to go, %d a second, about %d s left"
            .formatted(remaining, most, rate, remaining / rate);
  }

  /** True when nothing moved for too long: waiting longer would be in vain. */
  public boolean stuck() {
    return since(lastMove).compareTo(patience) > 0;
  }

  /**
   * True when no round ended for too long, and none is getting on: the indexer is stuck, or waits
   * and begins none.
   */
  public boolean endsNothing() {
    boolean indexes = last.filter(status -> !status.waiting()).isPresent();
    return since(indexes ? lastMove : lastEnd).compareTo(patience) > 0;
  }

  private Duration since(long then) {
    return Duration.ofNanos(nanos.getAsLong() - then);
  }

  /** The error of a stuck indexer: what was seen, and for how long. */
  public SlipwayException failure() {
    String seen =
        last.map(
                status ->
                    "it is %s with %d to go, and %d rounds ended"
                        .formatted(status.status(), status.remaining(), status.rounds().size()))
            .orElse("it said nothing");
    return new SlipwayException(
        ErrorCode.INDEXER_STUCK,
        "the indexer of %s made no progress for %d s: %s"
            .formatted(site, patience.toSeconds(), seen),
        "look at the application's log on that site, then resume the release");
  }
}
