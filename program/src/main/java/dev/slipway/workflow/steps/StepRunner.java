package dev.slipway.workflow.steps;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.Progress;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.StepRecord;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs single steps of one release, forwards and backwards, and writes down what came of it. */
public final class StepRunner {
  private final StepLog log;
  private final StepListener listener;

  public StepRunner(StepLog log, StepListener listener) {
    this.log = log;
    this.listener = listener;
  }

  /** Does the step unless the log has it done; a step that an abort took back is done again. */
  public Outcome apply(Step step, int position, int total) {
    Optional<Outcome> settled =
        log.last(step.name())
            .filter(entry -> entry.verb() == Verb.APPLY)
            .map(entry -> entry.record().outcome())
            .filter(StepRunner::settled);
    return settled.orElseGet(
        () -> record(Verb.APPLY, step, position, total, () -> attempt(step, progress(step))));
  }

  /** Takes the step back when this release may have done it and it is not taken back already. */
  public Outcome revert(Step step, int position, int total) {
    if (log.last(step.name()).filter(StepRunner::mayHaveActed).isEmpty()) {
      return new Outcome.Skipped("nothing to take back");
    }
    return record(Verb.REVERT, step, position, total, () -> takeBack(step, progress(step)));
  }

  /**
   * Whether the step holds the release beyond its point of no return. Where the log does not know,
   * the world is asked.
   */
  public boolean pastReturn(Step step) {
    if (!step.pointOfNoReturn()) {
      return false;
    }
    return log.last(step.name(), Verb.APPLY)
        .map(StepRecord::outcome)
        .map(
            outcome ->
                switch (outcome) {
                  case Outcome.Done done -> true;
                  case Outcome.AlreadyDone already -> true;
                  case Outcome.Skipped skipped -> false;
                  case Outcome.Failed failed -> step.observe().isPresent();
                  case Outcome.Unknown unknown -> step.observe().isPresent();
                })
        .orElse(false);
  }

  private Outcome record(Verb verb, Step step, int position, int total, Supplier<Outcome> action) {
    long intent = log.begin(verb, position, step);
    listener.started(step, position, total);
    long begin = System.nanoTime();
    Outcome outcome = guarded(action);
    StepRecord record = log.end(intent, outcome, Duration.ofNanos(System.nanoTime() - begin));
    listener.ended(step, record);
    return outcome;
  }

  private Outcome attempt(Step step, Progress progress) {
    Optional<String> skip = step.skipReason();
    if (skip.isPresent()) {
      return new Outcome.Skipped(skip.get());
    }
    Optional<Evidence> seen = step.observe();
    if (seen.isPresent()) {
      return new Outcome.AlreadyDone(seen.get());
    }
    log.requireLead();
    return new Outcome.Done(step.apply(progress));
  }

  private Outcome takeBack(Step step, Progress progress) {
    log.requireLead();
    step.revert(progress);
    return new Outcome.Done(Evidence.none());
  }

  /** An interrupted step leaves the mark on its thread, and the outcome could not be written. */
  private static Outcome guarded(Supplier<Outcome> action) {
    try {
      return action.get();
    } catch (SlipwayException e) {
      return new Outcome.Failed(e.code(), e.getMessage(), e.hint());
    } catch (RuntimeException e) {
      return new Outcome.Failed(
          ErrorCode.INTERNAL, e.toString(), "a defect of Slipway: please report it with the log");
    } finally {
      Thread.interrupted();
    }
  }

  private Progress progress(Step step) {
    return line -> listener.progress(step, line);
  }

  private static boolean settled(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> true;
      case Outcome.AlreadyDone already -> true;
      case Outcome.Skipped skipped -> true;
      case Outcome.Failed failed -> false;
      case Outcome.Unknown unknown -> false;
    };
  }

  /** A step that found its work done at its first attempt did not do it. */
  private static boolean mayHaveActed(StepLog.Entry entry) {
    return switch (entry.record().outcome()) {
      case Outcome.Done done -> entry.verb() == Verb.APPLY;
      case Outcome.AlreadyDone already -> entry.record().attempts() > 1;
      case Outcome.Skipped skipped -> false;
      case Outcome.Failed failed -> true;
      case Outcome.Unknown unknown -> true;
    };
  }
}
