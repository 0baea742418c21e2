package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.release.cluster.ClusterCare;
import dev.slipway.release.cluster.Diagnosis;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;

/**
 * The candidate's search cluster, with reasons; red never passes. What is safe to mend is mended,
 * and the journal keeps how it was before and after.
 */
public record CheckSearch(ReleaseContext release) implements Action {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  @Override
  public Evidence apply(Progress progress) {
    ClusterCare care =
        ClusterCare.of(
            release.candidate(),
            release.services().search(release.candidate()),
            release.rules().gates().tooFewNodes());
    ClusterCare.Course course = care.awaitPassing(DEADLINE, progress);
    Diagnosis after = course.after();
    progress.say(after.verdict());
    return Evidence.of("before", course.before().headline())
        .and("why", why(course.before()))
        .and("after", after.headline())
        .and("verdict", after.verdict())
        .and("health", after.health().color().word())
        .and("nodes", after.health().nodes())
        .and("activeShards", after.health().activeShards())
        .and("unassignedShards", after.health().unassignedShards());
  }

  private static String why(Diagnosis diagnosis) {
    return String.join(
        "; ",
        diagnosis.findings().stream()
            .limit(ClusterCare.MOST)
            .map(finding -> finding.words() + "; " + finding.remedy().outlook())
            .toList());
  }
}
