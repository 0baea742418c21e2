package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Mailer;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;

/** Tells the people of the estate that writes will be held for a moment. */
public record AnnounceStart(ReleaseContext release, Mailer mailer) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    String version = release.plan().request().version();
    mailer.send(
        "%s is about to go live".formatted(version),
        """
            The release of %s switches from %s to %s now.

            Writes are held for a moment (at most %d ms), then go on by themselves; reads go on
            throughout. You need do nothing. A second message follows when it is done.
            """
            .formatted(
                version,
                release.current().name(),
                release.candidate().name(),
                release.rules().switchover().budget().toMillis()));
    return Evidence.of("expectedGapMs", release.rules().switchover().budget().toMillis());
  }

  @Override
  public void revert(Progress progress) {
    String version = release.plan().request().version();
    mailer.send(
        "%s is called off".formatted(version),
        "The release of %s was called off; %s serves as before.\n"
            .formatted(version, release.current().name()));
  }
}
