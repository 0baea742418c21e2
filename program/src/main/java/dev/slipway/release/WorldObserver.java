package dev.slipway.release;

import dev.slipway.service.Application;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.SiteRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the estate once, for the planners. */
final class WorldObserver {
  private final Services services;

  WorldObserver(Services services) {
    this.services = services;
  }

  /**
   * @param logs whether the estate names a place that logs are kept in
   */
  World observe(boolean logs) {
    return observe(new CurrentSite(services).find(), logs);
  }

  /** As if that site were current, wherever the proxies send to. */
  World observe(SiteRecord current, boolean logs) {
    World.Offices offices =
        new World.Offices(
            services.tickets().isPresent(),
            services.mail().isPresent(),
            logs,
            services.sharesSnapshots());
    return new World(
        current,
        features(current),
        names(services.proxies()),
        names(services.testProxies()),
        services.keyUsers(),
        offices,
        Forecast.of(services.heldTimes().read()));
  }

  private static List<String> names(List<ProxyUpstream> proxies) {
    return proxies.stream().map(target -> target.proxy().name()).toList();
  }

  Set<Feature> features(SiteRecord site) {
    Application application = services.application(site);
    return Stream.of(Feature.values()).filter(application::offers).collect(Collectors.toSet());
  }
}
