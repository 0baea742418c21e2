package dev.slipway.release;

import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import dev.slipway.workflow.Step;
import java.util.List;
import java.util.Optional;

/** A line of the plan together with the action that does it. */
record BoundStep(PlannedStep planned, Action action) implements Step {

  @Override
  public String name() {
    return planned.name();
  }

  @Override
  public List<String> rows() {
    return planned.rows();
  }

  @Override
  public String description() {
    return planned.description();
  }

  @Override
  public Optional<Evidence> observe() {
    return action.observe();
  }

  @Override
  public Evidence apply(Progress progress) {
    return action.apply(progress);
  }

  @Override
  public void revert(Progress progress) {
    action.revert(progress);
  }

  @Override
  public Optional<String> skipReason() {
    return planned.skip();
  }

  @Override
  public boolean pointOfNoReturn() {
    return action.pointOfNoReturn();
  }
}
