package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.Announcement;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Mailer;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;

/** Tells the people of the estate that it is done. */
public record AnnounceEnd(ReleaseContext release, Mailer mailer) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    Announcement done = Announcement.end(release.plan(), release.candidate().address());
    mailer.send(done.subject(), done.body());
    return Evidence.of("sent", true);
  }
}
