package dev.slipway.release.step;

import dev.slipway.exec.Await;
import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Locale;

/**
 * Copies of every index beside the primary one, as the profile says; returns when they are there.
 * On the candidate after the first full index: copying what is there takes less than indexing it
 * once more on each node. On the test site, whose index nobody waits for, as soon as there is one.
 *
 * @param role candidate or test site
 * @param wanted what the profile says; fewer where the data nodes cannot hold them
 */
public record SetReplicas(ReleaseContext release, SiteRole role, int wanted) implements Action {
  private static final Duration BEGINNING = Duration.ofMinutes(5);
  private static final Duration COPYING = Duration.ofMinutes(30);

  @Override
  public Evidence apply(Progress progress) {
    SiteRecord site = role == SiteRole.TEST ? release.testSite() : release.candidate();
    SearchCluster search = release.services().search(site);
    if (role == SiteRole.TEST) {
      Await.of("an index of " + site.name(), BEGINNING)
          .untilTrue(() -> !search.status().replicas().isEmpty());
    }
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
