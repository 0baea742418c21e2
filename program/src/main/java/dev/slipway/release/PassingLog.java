package dev.slipway.release;

import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepRecord;
import dev.slipway.workflow.steps.StepLog;
import dev.slipway.workflow.steps.Verb;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Steps that no journal keeps, because nothing that they do outlives the program. */
final class PassingLog implements StepLog {
  private static final int ONCE = 1;

  private final Clock clock;
  private final List<StepRecord> records = new ArrayList<>();

  PassingLog(Clock clock) {
    this.clock = clock;
  }

  /** In the order in which they were begun. */
  List<StepRecord> records() {
    return List.copyOf(records);
  }

  /** Each step is run once: nothing was begun before. */
  @Override
  public Optional<Entry> last(String step) {
    return Optional.empty();
  }

  @Override
  public Optional<StepRecord> last(String step, Verb verb) {
    return Optional.empty();
  }

  @Override
  public long begin(Verb verb, int position, Step step) {
    records.add(
        new StepRecord(
            position,
            step.name(),
            step.rows(),
            ONCE,
            clock.instant(),
            Duration.ZERO,
            new Outcome.Unknown()));
    return records.size() - 1L;
  }

  /** Nobody else can lead what only this program knows of. */
  @Override
  public void requireLead() {}

  @Override
  public StepRecord end(long intent, Outcome outcome, Duration elapsed) {
    int index = Math.toIntExact(intent);
    StepRecord begun = records.get(index);
    StepRecord ended =
        new StepRecord(
            begun.position(),
            begun.name(),
            begun.rows(),
            begun.attempts(),
            begun.started(),
            elapsed,
            outcome);
    records.set(index, ended);
    return ended;
  }
}
