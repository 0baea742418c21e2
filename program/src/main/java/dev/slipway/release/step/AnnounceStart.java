package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.Announcement;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Mailer;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;

/** Tells the people of the estate that writes will be held for a moment. */
public record AnnounceStart(ReleaseContext release, Mailer mailer) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    Duration budget = release.rules().switchover().budget();
    send(Announcement.start(release.plan(), budget));
    return Evidence.of("expectedGapMs", budget.toMillis());
  }

  @Override
  public void revert(Progress progress) {
    send(Announcement.calledOff(release.plan()));
  }

  private void send(Announcement what) {
    mailer.send(what.subject(), what.body());
  }
}
