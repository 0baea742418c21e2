package dev.slipway.release;

import dev.slipway.service.Application;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.SiteRecord;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at the estate once, for the planner. */
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

  /** As if that site were current. */
  World observe(SiteRecord current, boolean logs) {
    Application application = services.application(current);
    Set<Feature> features =
        Stream.of(Feature.values()).filter(application::offers).collect(Collectors.toSet());
    List<String> proxies =
        services.proxies().stream().map(target -> target.proxy().name()).toList();
    World.Offices offices =
        new World.Offices(services.tickets().isPresent(), services.mail().isPresent(), logs);
    return new World(
        current,
        features,
        proxies,
        services.keyUsers(),
        offices,
        Forecast.of(services.heldTimes().read()));
  }
}
