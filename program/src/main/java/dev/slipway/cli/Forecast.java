package dev.slipway.cli;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast something shrinks and when it is gone, from its last looks. */
final class Forecast {
  private static final int LOOKS = 20;

  private record Look(long nanos, long remaining) {}

  private final Deque<Look> looks = new ArrayDeque<>();

  /**
   * Adds a look.
   *
   * @param nanos when, of a monotonic clock
   */
  void look(long nanos, long remaining) {
    if (!looks.isEmpty() && remaining > looks.getLast().remaining()) {
      looks.clear();
    }
    looks.addLast(new Look(nanos, remaining));
    if (looks.size() > LOOKS) {
      looks.removeFirst();
    }
  }

  /** Units a second; 0 when it does not shrink. */
  double rate() {
    if (looks.size() < 2) {
      return 0;
    }
    double seconds = (looks.getLast().nanos() - looks.getFirst().nanos()) / 1e9;
    return (looks.getFirst().remaining() - looks.getLast().remaining()) / Math.max(seconds, 1e-9);
  }

  /** Until nothing remains; empty when that cannot be said. */
  Optional<Duration> left() {
    double rate = rate();
    return rate <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) (1000 * looks.getLast().remaining() / rate)));
  }
}
