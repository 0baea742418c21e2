package dev.slipway.demo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * The times at which a client sends: so many a second, and after a wait from then on. A client that
 * was held does not send in a burst what it could not send meanwhile.
 */
final class Pace {
  private final long interval;
  private long next;

  Pace(int perSecond, Duration firstAfter) {
    this.interval = Duration.ofSeconds(1).toNanos() / perSecond;
    this.next = System.nanoTime() + firstAfter.toNanos();
  }

  void await() {
    long now = System.nanoTime();
    while (next - now > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(next - now);
      now = System.nanoTime();
    }
    next = following(next, now, interval);
  }

  static long following(long planned, long now, long interval) {
    return Math.max(planned + interval, now);
  }
}
