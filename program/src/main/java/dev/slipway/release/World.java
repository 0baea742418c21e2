package dev.slipway.release;

import dev.slipway.service.Application.Feature;
import dev.slipway.service.SiteRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was observed before planning, so that planning itself asks nobody. It says in words why a
 * step has nothing to do in it.
 *
 * @param current the site that serves
 * @param features what the running application offers
 * @param proxies names, in the order in which they are switched
 * @param testProxies names of those in which the test site has an upstream
 * @param keyUsers users whose keys are rotated
 * @param forecast of the hold, from what earlier ones took
 */
public record World(
    SiteRecord current,
    Set<Feature> features,
    List<String> proxies,
    List<String> testProxies,
    List<String> keyUsers,
    Offices offices,
    Forecast forecast) {
  private static final String NOT_OFFERED = "the application's descriptor does not offer it";
  private static final String NO_SEARCH = "the application uses no search node";

  /**
   * What an estate may leave out.
   *
   * @param logs whether there is a place that logs are kept in
   * @param snapshots whether the search clusters of its sites have one place for them
   */
  public record Offices(boolean tracker, boolean mail, boolean logs, boolean snapshots) {}

  Optional<String> lacks(Feature feature) {
    return lacks(features, feature);
  }

  Optional<String> lacksKeyUsers() {
    return unless(!keyUsers.isEmpty(), "no user's keys are rotated");
  }

  Optional<String> lacksLogs() {
    return offices.logs()
        ? lacks(Feature.LOGS)
        : Optional.of("the estate names no place to keep logs");
  }

  /** An index begins as a copy by way of a snapshot. */
  Optional<String> lacksSeed() {
    return lacks(Feature.SEED)
        .or(
            () ->
                unless(
                    offices.snapshots(),
                    "search clusters on different machines share no place for a snapshot"));
  }

  Optional<String> lacksMail() {
    return unless(offices.mail(), "the estate names nobody to tell");
  }

  Optional<String> lacksTracker() {
    return unless(offices.tracker(), "the estate names no tracker");
  }

  static Optional<String> lacks(Set<Feature> offered, Feature feature) {
    return unless(offered.contains(feature), feature == Feature.SEARCH ? NO_SEARCH : NOT_OFFERED);
  }

  private static Optional<String> unless(boolean there, String why) {
    return there ? Optional.empty() : Optional.of(why);
  }
}
