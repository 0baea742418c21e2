package dev.slipway.release.step;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.Proxy;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;

/** Everything that can be known to be wrong before anything is changed. */
public record CheckEstate(ReleaseContext release) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    SiteRecord current = release.current();
    DatabaseStatus database = release.services().database(current).status();
    require(
        database.role() == DatabaseRole.PRIMARY,
        ErrorCode.DATABASE_STATE,
        "the database of %s is %s".formatted(current.name(), database.role()));
    require(
        release.services().application(current).healthy(),
        ErrorCode.APPLICATION_UNHEALTHY,
        "the application of %s does not answer its health path".formatted(current.name()));
    require(
        !release.services().pooler(current).status().paused(),
        ErrorCode.POOLER_FAILED,
        "the pooler of %s is paused".formatted(current.name()));
    release.services().proxies().forEach(target -> checkProxy(target.proxy(), progress));
    return Evidence.of("current", current.name())
        .and("version", current.version())
        .and("timeline", database.timeline());
  }

  private static void checkProxy(Proxy proxy, Progress progress) {
    proxy.test();
    progress.say("proxy %s: configuration tested".formatted(proxy.name()));
  }

  private static void require(boolean holds, ErrorCode code, String message) {
    if (!holds) {
      throw new SlipwayException(code, message, "nothing was changed; mend it and start again");
    }
  }
}
