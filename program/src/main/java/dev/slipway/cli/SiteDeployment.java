package dev.slipway.cli;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.ProxyTurn;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.Services;
import dev.slipway.release.SiteLaunch;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A site that {@code deploy} launches, and what its role brings with it: a test site takes over the
 * test upstreams of the one before; the site that an estate begins with is backed up each night.
 */
record SiteDeployment(Services services, Provider provider, SiteLaunch launch) {
  /**
   * Refuses what {@link #run} would refuse, before anything is done.
   *
   * @throws SlipwayException {@code RELEASE_STATE} for a first site where there is one already: of
   *     production's databases one is written to; and what {@link SiteLaunch#check} throws
   */
  void check() {
    if (first()) {
      provider.sites().stream()
          .filter(site -> site.role().ofProduction() && !launchedBefore(site))
          .findFirst()
          .ifPresent(SiteDeployment::refuseSecond);
    }
    launch.check(provider);
  }

  /** One that was interrupted is finished by the same command. */
  private boolean launchedBefore(SiteRecord site) {
    return site.role() == SiteRole.CURRENT && site.name().equals(launch.site().name());
  }

  private static void refuseSecond(SiteRecord site) {
    throw new SlipwayException(
        ErrorCode.RELEASE_STATE,
        "an estate begins with one site, and %s is there already: %s"
            .formatted(site.name(), site.role().word()),
        "the next version comes by a release; a first launch that failed is taken away by "
            + "`slipway site retire`");
  }

  String words() {
    return DeployText.of(launch)
        + (first() ? ", its database empty, then back it up each night" : "")
        + DeployText.of(moved());
  }

  /**
   * Returns when it is up, and does what its role asks for.
   *
   * @param deadline of the data nodes, and again of the site
   */
  SiteRecord run(Duration deadline, Progress progress) {
    SiteRecord site = launch.run(provider, deadline, progress::say);
    for (ProxyUpstream target : moved()) {
      new ProxyTurn(target, site, services.application(site)).run(progress);
    }
    if (first()) {
      services.schedule(site).install(services.nightlyBackup(site));
      progress.say(site.name() + " is backed up each night");
    }
    return site;
  }

  /** What whoever launched it does next, a line each: what no program can know the moment of. */
  List<String> next() {
    List<String> lines = new ArrayList<>();
    if (first()) {
      String name = launch.site().name();
      if (!services.proxies().isEmpty()) {
        lines.add("slipway proxy switch %s     clients reach it".formatted(name));
      }
      lines.add("slipway keys rotate --site %s     its users get keys".formatted(name));
      lines.add("slipway backup push --site %s     once its data is in it".formatted(name));
    }
    return List.copyOf(lines);
  }

  private boolean first() {
    return launch.site().role() == SiteRole.CURRENT;
  }

  private List<ProxyUpstream> moved() {
    return launch.site().role() == SiteRole.TEST ? services.testProxies() : List.of();
  }
}
