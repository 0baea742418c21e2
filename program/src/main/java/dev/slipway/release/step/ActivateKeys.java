package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.KeyRotation;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.function.Supplier;

/** The new keys become the only active ones: each proved by use, the old ones seen refused. */
public record ActivateKeys(Supplier<KeyRotation> rotation) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    return rotation.get().activate(progress);
  }
}
