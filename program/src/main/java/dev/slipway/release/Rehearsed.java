package dev.slipway.release;

import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.StepRecord;
import java.util.List;
import java.util.Optional;

/**
 * What a rehearsal showed.
 *
 * @param version that was rehearsed
 * @param steps that ran, the last of them failed when the release would fail there
 * @param upgrade every line that the batch upgrade printed, the documents that failed among them
 * @param budget of the hold, milliseconds
 */
public record Rehearsed(String version, List<StepRecord> steps, List<String> upgrade, long budget) {
  public Rehearsed {
    steps = List.copyOf(steps);
    upgrade = List.copyOf(upgrade);
  }

  /** The step that failed; empty when the release would go through. */
  public Optional<StepRecord> failed() {
    return steps.stream().filter(step -> step.outcome() instanceof Outcome.Failed).findFirst();
  }
}
