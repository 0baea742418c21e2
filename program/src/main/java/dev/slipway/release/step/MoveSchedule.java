package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Schedule;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;

/** The nightly backup runs on the new server and no longer on the old one. */
public record MoveSchedule(ReleaseContext release) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    Schedule.Entry entry = release.services().nightlyBackup(release.candidate());
    release.services().schedule(release.candidate()).install(entry);
    release.services().schedule(release.current()).remove(entry.name());
    return Evidence.of("installedOn", release.candidate().name())
        .and("removedFrom", release.current().name())
        .and("cron", entry.cron());
  }
}
