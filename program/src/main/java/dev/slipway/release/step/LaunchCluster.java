package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;

/**
 * The data nodes of the candidate or of the test site, beside each other, before the master that
 * joins them. Those that run already stay as they are: the provider looks at each before it
 * launches it.
 */
public record LaunchCluster(ReleaseContext release, SiteRole role) implements Action {
  private static final Duration LAUNCH = Duration.ofMinutes(15);

  @Override
  public Evidence apply(Progress progress) {
    ClusterRequest nodes = release.siteLaunch(role).nodes().orElseThrow();
    ClusterRecord cluster = provider().launchCluster(nodes, LAUNCH, progress::say);
    return Evidence.of("cluster", cluster.name())
        .and("dataNodes", cluster.servers().size())
        .and("commit", cluster.commit());
  }

  /**
   * Those whose master was launched went with it. Data nodes of that name at another commit, or of
   * another site, stood in the way, and stay.
   */
  @Override
  public void revert(Progress progress) {
    release
        .taggedCommit()
        .flatMap(commit -> release.siteLaunch(role, commit).nodes())
        .ifPresent(nodes -> terminate(nodes, progress));
  }

  private void terminate(ClusterRequest nodes, Progress progress) {
    provider()
        .cluster(nodes.cluster())
        .filter(cluster -> cluster.commit().equals(nodes.commit()) && cluster.site().isEmpty())
        .ifPresent(
            cluster -> {
              provider().terminateNodes(nodes.nodes());
              progress.say(nodes.describe() + ": terminated");
            });
  }

  private Provider provider() {
    return release.services().provider();
  }
}
