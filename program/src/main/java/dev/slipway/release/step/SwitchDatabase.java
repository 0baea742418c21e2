package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.Forecast;
import dev.slipway.release.ReleaseContext;
import dev.slipway.release.Switchover;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.Optional;

/** The switchover: see {@link Switchover}. */
public record SwitchDatabase(ReleaseContext release) implements Action {

  @Override
  public Optional<Evidence> observe() {
    return release.databaseSwitchover().observe();
  }

  @Override
  public Evidence apply(Progress progress) {
    Evidence evidence = release.databaseSwitchover().run(progress);
    release.services().heldTimes().add(evidence);
    return evidence.and(Forecast.KEY, release.plan().forecast().total().toMillis());
  }

  @Override
  public boolean pointOfNoReturn() {
    return true;
  }
}
