package dev.slipway.release;

import dev.slipway.service.Application.Feature;
import dev.slipway.service.SiteRecord;
import java.util.List;
import java.util.Set;

/**
 * What was observed before planning, so that planning itself asks nobody.
 *
 * @param current the site that the proxies name
 * @param features what the running application offers
 * @param proxies names, in the order in which they are switched
 * @param keyUsers users whose keys are rotated
 * @param forecast of the hold, from what earlier ones took
 */
public record World(
    SiteRecord current,
    Set<Feature> features,
    List<String> proxies,
    List<String> keyUsers,
    Offices offices,
    Forecast forecast) {

  /**
   * What an estate may leave out.
   *
   * @param logs whether there is a place that logs are kept in
   */
  public record Offices(boolean tracker, boolean mail, boolean logs) {}
}
