package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.SearchCluster;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Locale;

/**
 * Copies of every index beside the primary one, as the profile says. After the first full index and
 * not before: copying what is there takes less than indexing it once more on each node. Returns
 * when the copies are there.
 *
 * @param wanted what the profile says; fewer where the data nodes cannot hold them
 */
public record SetReplicas(ReleaseContext release, int wanted) implements Action {
  private static final Duration COPYING = Duration.ofMinutes(30);

  @Override
  public Evidence apply(Progress progress) {
    SearchCluster search = release.services().search(release.candidate());
    int set = search.setReplicas(wanted);
    Evidence evidence = Evidence.of("replicas", set);
    if (set < wanted) {
      String note = "%d wanted, and its data nodes hold no more than %d".formatted(wanted, set);
      progress.say("replicas: " + note);
      evidence = evidence.and("note", note);
    }
    ClusterHealth health = search.awaitHealth(set > 0 ? Color.GREEN : Color.YELLOW, COPYING);
    return evidence
        .and("health", health.color().name().toLowerCase(Locale.ROOT))
        .and("activeShards", health.activeShards());
  }
}
