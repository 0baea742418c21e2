package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.Schedule;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Journal;
import dev.slipway.workflow.ReleaseRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Takes a site away for good: its master, its data nodes, its files. A release tears nothing down;
 * this is how what it left is removed.
 */
public record SiteRetirement(Services services, Journal journal) {

  /**
   * Refuses what may never be retired: a site that serves, or that a release still needs. The site
   * that an estate begins with serves as soon as a proxy sends to it.
   *
   * @throws SlipwayException {@code RELEASE_STATE} when it serves, {@code RELEASE_RUNNING}
   */
  public void check(SiteRecord site) {
    if (!unserved(site) && new CurrentSite(services).find().name().equals(site.name())) {
      throw serves(site, "it is the current site");
    }
    services.proxies().stream()
        .filter(target -> sendsTo(target, site))
        .findFirst()
        .ifPresent(target -> refuseServed(site, target));
    journal.unfinished().stream()
        .filter(release -> sites(release).anyMatch(site.name()::equals))
        .findFirst()
        .ifPresent(release -> refuseReleased(site, release));
  }

  /** What would be lost with it, in words; empty when nobody needs it. */
  public List<String> needs(SiteRecord site) {
    List<String> needs = new ArrayList<>();
    if (site.role() == SiteRole.FORMER) {
      needs.add("it is a former site: a rollback returns to it, or it holds what one left behind");
    }
    if (site.role() == SiteRole.CURRENT) {
      needs.add("the estate began with it: what is in its database is nowhere else");
    } else {
      followers(site).forEach(name -> needs.add("the database of %s follows it".formatted(name)));
    }
    services.testProxies().stream()
        .filter(target -> sendsTo(target, site))
        .forEach(
            target ->
                needs.add(
                    "proxy %s sends its test upstream to it".formatted(target.proxy().name())));
    return List.copyOf(needs);
  }

  /** Returns when nothing of it is left; harmless when nothing is. */
  public void run(SiteRecord site, Consumer<String> progress) {
    Schedule schedule = services.schedule(site);
    Optional<Schedule.Entry> nightly = schedule.find(services.nightlyBackup(site).name());
    nightly.ifPresent(entry -> schedule.remove(entry.name()));
    services.provider().terminate(site.name());
    site.servers().forEach(server -> progress.accept(server.name() + " is terminated"));
  }

  /**
   * It is all that there is of production, and no client has come yet: its launch may have failed.
   */
  private boolean unserved(SiteRecord site) {
    return site.role() == SiteRole.CURRENT
        && !services.proxies().isEmpty()
        && services.proxies().stream().noneMatch(target -> sendsTo(target, site))
        && services.provider().sites().stream()
            .filter(other -> other.role().ofProduction())
            .allMatch(site::equals);
  }

  /** A database that is down has no followers. */
  private List<String> followers(SiteRecord site) {
    Database database = services.database(site);
    DatabaseRole role = database.status().role();
    if (role != DatabaseRole.PRIMARY && role != DatabaseRole.STANDBY) {
      return List.of();
    }
    return services.provider().sites().stream()
        .map(SiteRecord::name)
        .filter(name -> database.replayedBy(name).isPresent())
        .toList();
  }

  private static boolean sendsTo(ProxyUpstream target, SiteRecord site) {
    return target.proxy().current(target.upstream()).equals(site.application());
  }

  private static Stream<String> sites(ReleaseRecord release) {
    Plan plan = PlanJson.read(release.request());
    Stream<String> left = plan.former().stream().map(former -> former.site().name());
    return Stream.concat(
        Stream.of(plan.current().name(), plan.request().candidate(), plan.request().testName()),
        left);
  }

  private static void refuseServed(SiteRecord site, ProxyUpstream target) {
    throw serves(site, "proxy %s sends to it".formatted(target.proxy().name()));
  }

  private static SlipwayException serves(SiteRecord site, String why) {
    return new SlipwayException(
        ErrorCode.RELEASE_STATE,
        "%s is not retired: %s".formatted(site.name(), why),
        "only what no client is sent to can be retired; see `slipway proxy show`");
  }

  private static void refuseReleased(SiteRecord site, ReleaseRecord release) {
    throw new SlipwayException(
        ErrorCode.RELEASE_RUNNING,
        "%s is not retired: release %s is not finished".formatted(site.name(), release.id()),
        "finish it with `slipway release resume`, or take it back with `slipway release abort`");
  }
}
