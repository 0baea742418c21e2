package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.SearchCluster;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Locale;

/** The candidate's search cluster, with reasons; red never passes. */
public record CheckSearch(ReleaseContext release) implements Action {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @Override
  public Evidence apply(Progress progress) {
    SearchCluster search = release.services().search(release.candidate());
    ClusterHealth health = search.awaitHealth(ClusterHealth.Color.YELLOW, DEADLINE);
    health.unassigned().forEach(progress::say);
    return Evidence.of("health", health.color().name().toLowerCase(Locale.ROOT))
        .and("nodes", health.nodes())
        .and("activeShards", health.activeShards())
        .and("unassignedShards", health.unassigned().size());
  }
}
