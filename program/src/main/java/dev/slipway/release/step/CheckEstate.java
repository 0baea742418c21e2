package dev.slipway.release.step;

import dev.slipway.config.ApplicationSource;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.Action;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.ReleaseContext;
import dev.slipway.release.Services;
import dev.slipway.release.SiteLaunch;
import dev.slipway.service.Application;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.Proxy;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;

/**
 * Everything that can be known to be wrong before anything is changed: what a later step would
 * refuse is refused here, where nothing is to be taken back.
 *
 * @param keys proves the keys of the object store by using them, and that it has room
 */
public record CheckEstate(ReleaseContext release, ApplicationSource source, Runnable keys)
    implements Action {

  @Override
  public Evidence apply(Progress progress) {
    SiteRecord current = release.current();
    String commit = checkSites(progress);
    int timeline = checkDatabase(current);
    Application application = services().application(current);
    require(
        application.healthy(),
        ErrorCode.APPLICATION_UNHEALTHY,
        "the application of %s does not answer its health path".formatted(current.name()));
    services().proxies().forEach(target -> checkProxy(target, application, progress));
    keys.run();
    int backups = services().backups(current).list().size();
    progress.say("object store: keys used, %d backups listed".formatted(backups));
    return Evidence.of("current", current.name())
        .and("version", current.version())
        .and("timeline", timeline)
        .and("commit", commit);
  }

  private String checkSites(Progress progress) {
    String tag = release.plan().request().tag();
    String commit = services().source().check(tag, source.branch(), source.requiredBranches());
    progress.say("%s can be made on %s".formatted(tag, commit));
    checkSite(SiteRole.CANDIDATE, commit, progress);
    services().provider().find(release.siteName(SiteRole.CANDIDATE)).ifPresent(this::checkFollows);
    if (release.plan().request().testSite()) {
      checkSite(SiteRole.TEST, commit, progress);
    }
    return commit;
  }

  private void checkSite(SiteRole role, String commit, Progress progress) {
    SiteLaunch launch = release.siteLaunch(role, commit);
    launch.check(services().provider());
    launch.nodes().ifPresent(nodes -> progress.say(nodes.describe() + " can be launched"));
    progress.say(release.siteName(role) + " can be launched");
  }

  /** It is there already: launched by hand, or what an earlier release of the version left. */
  private void checkFollows(SiteRecord candidate) {
    SiteRecord current = release.current();
    if (services().database(current).replayedBy(candidate.name()).isEmpty()) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE,
          "site %s is there already, and its database does not follow that of %s"
              .formatted(candidate.name(), current.name()),
          "start it if it is stopped; one that a return to a restore point left behind keeps what"
              + " was lost and never follows again: release another version");
    }
  }

  /** The snapshot is asked for its error: a status has none. */
  private int checkDatabase(SiteRecord current) {
    services().database(current).snapshot();
    DatabaseStatus database = services().database(current).status();
    require(
        database.role() == DatabaseRole.PRIMARY,
        ErrorCode.DATABASE_STATE,
        "the database of %s is %s".formatted(current.name(), database.role()));
    require(
        !services().pooler(current).status().paused(),
        ErrorCode.POOLER_FAILED,
        "the pooler of %s is paused".formatted(current.name()));
    return database.timeline();
  }

  private void checkProxy(ProxyUpstream target, Application application, Progress progress) {
    Proxy proxy = target.proxy();
    proxy.test();
    require(
        proxy.current(target.upstream()).equals(release.current().application()),
        ErrorCode.PROXY_UNPROVEN,
        "proxy %s sends to %s, not to %s at %s"
            .formatted(
                proxy.name(),
                proxy.current(target.upstream()),
                release.current().name(),
                release.current().application()));
    if (application.offers(Application.Feature.SITE_NAME)) {
      requireAnswer(target, application);
    }
    progress.say("proxy %s: configuration tested".formatted(proxy.name()));
  }

  private void requireAnswer(ProxyUpstream target, Application application) {
    try {
      require(
          application
              .siteAnsweringAt(target.url())
              .filter(release.current().name()::equals)
              .isPresent(),
          ErrorCode.PROXY_UNPROVEN,
          "proxy %s does not answer from %s"
              .formatted(target.proxy().name(), release.current().name()));
    } catch (SlipwayException e) {
      throw e.code() == ErrorCode.APPLICATION_UNHEALTHY ? silent(target.proxy(), e) : e;
    }
  }

  private static SlipwayException silent(Proxy proxy, SlipwayException cause) {
    return new SlipwayException(
        ErrorCode.PROXY_UNPROVEN,
        "proxy %s has no answer: %s".formatted(proxy.name(), cause.getMessage()),
        "is it running?",
        cause);
  }

  private Services services() {
    return release.services();
  }

  private static void require(boolean holds, ErrorCode code, String message) {
    if (!holds) {
      throw new SlipwayException(code, message, "mend it, then start the release again");
    }
  }
}
