package dev.slipway.release.step;

import dev.slipway.error.SlipwayException;
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

  /** A mail server that is down keeps no release from being taken back. */
  @Override
  public void revert(Progress progress) {
    try {
      send(Announcement.calledOff(release.plan()));
    } catch (SlipwayException e) {
      progress.say("nobody was told that it is called off: " + e.getMessage());
    }
  }

  private void send(Announcement what) {
    mailer.send(what.subject(), what.body());
  }
}
