package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.KeyRotation;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.Optional;
import java.util.function.Supplier;

/** A new, inactive key for each user on the new server. */
public record InstallKeys(Supplier<KeyRotation> rotation) implements Action {

  @Override
  public Optional<Evidence> observe() {
    KeyRotation keys = rotation.get();
    return keys.installed() ? Optional.of(keys.evidence()) : Optional.empty();
  }

  @Override
  public Evidence apply(Progress progress) {
    return rotation.get().install(progress);
  }

  @Override
  public void revert(Progress progress) {
    rotation.get().forget(progress);
  }
}
