package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.IndexerStatus;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Follows a running index and says in words how it is getting on: what is to go, how fast, when it
 * will be done. Pure but for the time that it is handed.
 */
public final class IndexProgress {
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final LongSupplier nanos;
  private final long begun;
  private long most;
  private long least = Long.MAX_VALUE;
  private long lastMove;

  /**
   * @param nanos a monotonic clock, {@code System::nanoTime}
   */
  public IndexProgress(LongSupplier nanos) {
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
    this.lastMove = begun;
  }

  /** One line for people: {@code 12000 of 20000 to go, 4100 a second, about 3 s left}. */
  public String describe(IndexerStatus status) {
    long now = nanos.getAsLong();
    long remaining = status.remaining();
    if (remaining < least || status.waiting()) {
      lastMove = now;
      least = remaining;
    }
    most = Math.max(most, remaining);
    double seconds = (now - begun) / 1e9;
    double rate = seconds > 0 ? (most - remaining) / seconds : 0;
    if (remaining == 0 || rate < 1) {
      return "indexer %s, %d to go".formatted(status.status(), remaining);
    }
    return "%d of %d to go, %.0f a second, about %.0f s left"
        .formatted(remaining, most, rate, remaining / rate);
  }

  /** Documents a second since the first look, 0 when nothing was seen to move. */
  public long rate() {
    double seconds = (lastMove - begun) / 1e9;
    long done = least == Long.MAX_VALUE ? 0 : most - least;
    return seconds > 0 ? Math.round(done / seconds) : 0;
  }

  /** True when nothing moved for five minutes: waiting longer would be in vain. */
  public boolean stuck() {
    return nanos.getAsLong() - lastMove > PATIENCE.toNanos();
  }

  /**
   * @throws SlipwayException {@code INDEXER_STUCK} when it is
   */
  public void requireMovement(IndexerStatus status) {
    if (stuck()) {
      throw new SlipwayException(
          ErrorCode.INDEXER_STUCK,
          "the indexer is %s with %d to go and did not move for %d s"
              .formatted(status.status(), status.remaining(), PATIENCE.toSeconds()),
          "look at the application's log on that site, then resume the release");
    }
  }
}
