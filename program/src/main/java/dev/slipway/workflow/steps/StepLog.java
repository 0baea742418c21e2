package dev.slipway.workflow.steps;

import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * The log of one release's steps. An intent without an outcome reads as {@link Outcome.Unknown}.
 */
public interface StepLog {

  /** What was last begun with a step. */
  record Entry(Verb verb, StepRecord record) {}

  /** The newest entry of the step, of either verb. */
  Optional<Entry> last(String step);

  /** The newest record of the step with this verb. */
  Optional<StepRecord> last(String step, Verb verb);

  /**
   * Writes the intent, durably, before anything is done.
   *
   * @return what the outcome is to be written to
   * @throws dev.slipway.error.SlipwayException {@code RELEASE_RUNNING} when this controller does
   *     not lead any more; the step is not to be run then
   */
  long begin(Verb verb, int position, Step step);

  /**
   * Asks once more just before acting, since looking may have taken long.
   *
   * @throws dev.slipway.error.SlipwayException {@code RELEASE_RUNNING} when this controller does
   *     not lead any more
   */
  void requireLead();

  /**
   * Writes the outcome.
   *
   * @throws dev.slipway.error.SlipwayException {@code RELEASE_RUNNING} when this controller does
   *     not lead any more; the outcome is unknown to the journal then
   */
  StepRecord end(long intent, Outcome outcome, Duration elapsed);
}
