package dev.slipway.release.step;

import static dev.slipway.release.step.WayBackChecks.require;

import dev.slipway.error.ErrorCode;
import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;

/**
 * Everything that would keep a rollback from its end, asked before anything is changed. The site
 * that is left may be in any condition but for its database: its writes are what is taken along.
 */
public record CheckWayBack(ReleaseContext release) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    SiteRecord live = release.current();
    SiteRecord former = release.candidate();
    WayBackChecks checks = new WayBackChecks(release.services());
    checks.requireLive(live);
    requireFollowing(live, former);
    Evidence databases = release.databaseSwitchover().check();
    progress.say("the database of %s follows %s".formatted(former.name(), live.name()));
    require(
        release.services().application(former).healthy(),
        ErrorCode.APPLICATION_UNHEALTHY,
        "the application of %s does not answer its health path".formatted(former.name()),
        "start it again with `slipway node up`, then roll back");
    checks.requireProxies(live, former);
    release.readability().require();
    progress.say("%s reads every document".formatted(former.name()));
    return databases.and("current", live.name()).and("former", former.name());
  }

  private void requireFollowing(SiteRecord live, SiteRecord former) {
    require(
        release.services().database(live).replayedBy(former.name()).isPresent(),
        ErrorCode.NOT_CAUGHT_UP,
        "the database of %s does not follow %s".formatted(former.name(), live.name()),
        "an unfinished release has it follow: `slipway release resume`; else read its server's log");
  }
}
