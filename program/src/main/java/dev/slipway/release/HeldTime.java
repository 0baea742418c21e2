package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.Evidence;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The stopwatch and the budget of one hold. */
final class HeldTime {
  private final Duration budget;
  private final LongSupplier nanos;
  private final long begun;
  private final Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
  private long phaseBegun;

  HeldTime(Duration budget, LongSupplier nanos) {
    this.budget = budget;
    this.nanos = nanos;
    this.begun = nanos.getAsLong();
    this.phaseBegun = begun;
  }

  /** The first phase begins now; the budget has begun before, with the watch's. */
  void begin() {
    phaseBegun = nanos.getAsLong();
  }

  /** Marks the end of a phase; the next one begins at once. */
  void ended(Phase phase) {
    long now = nanos.getAsLong();
    phases.put(phase, Duration.ofNanos(now - phaseBegun));
    phaseBegun = now;
  }

  /** What is left of the budget; throws when nothing is, so that no phase begins too late. */
  Duration left() {
    Duration left = budget.minusNanos(nanos.getAsLong() - begun);
    if (left.isNegative() || left.isZero()) {
      throw new SlipwayException(
          ErrorCode.BUDGET_EXCEEDED,
          "the switchover used up its %d ms before the promotion".formatted(budget.toMillis()),
          "nothing was changed; see the phases in the journal, or raise switchover.budget");
    }
    return left;
  }

  /** {@code holdMs}, {@code fenceMs}, … {@code totalMs}, milliseconds with fractions. */
  Evidence evidence() {
    Evidence evidence = Evidence.none();
    Duration total = Duration.ZERO;
    for (Map.Entry<Phase, Duration> entry : phases.entrySet()) {
      evidence = evidence.and(entry.getKey().key(), millis(entry.getValue()));
      total = total.plus(entry.getValue());
    }
    return evidence.and(Phase.TOTAL, millis(total));
  }

  static double millis(Duration duration) {
    return Math.round(duration.toNanos() / 10_000.0) / 100.0;
  }
}
