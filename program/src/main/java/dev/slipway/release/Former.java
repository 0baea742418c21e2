package dev.slipway.release;

import dev.slipway.service.Application.Feature;
import dev.slipway.service.RestorePoint;
import dev.slipway.service.SiteRecord;
import java.util.Optional;
import java.util.Set;

/**
 * What a release left behind it.
 *
 * @param site that served before it
 * @param features what that site's application offers
 * @param point the place in the log before the release's own version could write; empty when the
 *     release did not come so far
 */
public record Former(SiteRecord site, Set<Feature> features, Optional<RestorePoint> point) {
  public Former {
    features = Set.copyOf(features);
  }

  Optional<String> lacks(Feature feature) {
    return World.lacks(features, feature);
  }
}
