package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.KeyRotation;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.function.Supplier;

/** The keys on the site that is to serve work before it serves, beside those of the other site. */
public record EnableKeys(Supplier<KeyRotation> rotation) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    return rotation.get().enable(progress);
  }

  @Override
  public void revert(Progress progress) {
    rotation.get().disable(progress);
  }
}
