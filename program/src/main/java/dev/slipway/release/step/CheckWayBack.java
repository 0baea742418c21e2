package dev.slipway.release.step;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.Action;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.List;

/**
 * Everything that would keep a rollback from its end, asked before anything is changed. The site
 * that is left may be in any condition but for its database: its writes are what is taken along.
 */
public record CheckWayBack(ReleaseContext release) implements Action {

  @Override
  public Evidence apply(Progress progress) {
    SiteRecord live = release.current();
    SiteRecord former = release.candidate();
    requirePromoted(live);
    requireFollowing(live, former);
    Evidence databases = release.databaseSwitchover().check();
    progress.say("the database of %s follows %s".formatted(former.name(), live.name()));
    require(
        release.services().application(former).healthy(),
        ErrorCode.APPLICATION_UNHEALTHY,
        "the application of %s does not answer its health path".formatted(former.name()),
        "start it again with `slipway node up`, then roll back");
    release.services().proxies().forEach(target -> checkProxy(target, List.of(live, former)));
    release.readability().require();
    progress.say("%s reads every document".formatted(former.name()));
    return databases.and("current", live.name()).and("former", former.name());
  }

  private void requirePromoted(SiteRecord live) {
    DatabaseStatus status = release.services().database(live).status();
    require(
        status.role() == DatabaseRole.PRIMARY,
        ErrorCode.RELEASE_STATE,
        "the database of %s is %s: it is not live".formatted(live.name(), status.role()),
        "only the newest release is rolled back; one that has not promoted its database is aborted");
  }

  private void requireFollowing(SiteRecord live, SiteRecord former) {
    require(
        release.services().database(live).replayedBy(former.name()).isPresent(),
        ErrorCode.NOT_CAUGHT_UP,
        "the database of %s does not follow %s".formatted(former.name(), live.name()),
        "an unfinished release has it follow: `slipway release resume`; else read its server's log");
  }

  private void checkProxy(ProxyUpstream target, List<SiteRecord> sites) {
    target.proxy().test();
    Endpoint server = target.proxy().current(target.upstream());
    require(
        sites.stream().map(SiteRecord::application).anyMatch(server::equals),
        ErrorCode.PROXY_UNPROVEN,
        "proxy %s sends to %s, to neither site".formatted(target.proxy().name(), server),
        "see `slipway proxy show`");
  }

  private static void require(boolean holds, ErrorCode code, String message, String hint) {
    if (!holds) {
      throw new SlipwayException(code, message, hint);
    }
  }
}
