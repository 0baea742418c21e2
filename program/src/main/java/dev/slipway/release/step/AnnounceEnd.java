package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Mailer;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;

/** Tells the people of the estate that it is done. */
public record AnnounceEnd(ReleaseContext release, Mailer mailer) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    String version = release.plan().request().version();
    mailer.send(
        "%s is live".formatted(version),
        """
            %s serves the site now. Its database is the one on %s; the former site %s follows it.
            """
            .formatted(
                release.candidate().name(),
                release.candidate().address(),
                release.current().name()));
    return Evidence.of("sent", true);
  }
}
