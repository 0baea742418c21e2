package dev.slipway.release;

import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import dev.slipway.workflow.Step;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A step that only a rehearsal has: what it needs before the release's own steps can run. */
record RehearsedStep(String name, String description, Function<Progress, Evidence> work)
    implements Step {

  @Override
  public List<String> rows() {
    return List.of();
  }

  @Override
  public Optional<Evidence> observe() {
    return Optional.empty();
  }

  @Override
  public Evidence apply(Progress progress) {
    return work.apply(progress);
  }
}
