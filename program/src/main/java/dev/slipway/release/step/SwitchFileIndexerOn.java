package dev.slipway.release.step;

import dev.slipway.exec.Await;
import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Application;
import dev.slipway.service.ClusterStatus;
import dev.slipway.service.FollowUpStatus;
import dev.slipway.service.SearchCluster;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;

/**
 * The new site's follow-up indexer goes on, now that the site is stable. It makes an index of its
 * own, which gets copies as the others have.
 *
 * @param replicas what the profile says
 */
public record SwitchFileIndexerOn(ReleaseContext release, int replicas) implements Action {

  @Override
  public Optional<Evidence> observe() {
    FollowUpStatus status = application().fileIndexer();
    return status.on() && copied()
        ? Optional.of(Evidence.of("status", status.status()))
        : Optional.empty();
  }

  @Override
  public Evidence apply(Progress progress) {
    application().switchFileIndexer(true);
    FollowUpStatus status =
        Await.of(
                "file indexer of %s on".formatted(release.candidate().name()),
                Duration.ofMinutes(1))
            .until(() -> Optional.of(application().fileIndexer()).filter(FollowUpStatus::on));
    if (clustered()) {
      search().setReplicas(replicas);
    }
    return Evidence.of("status", status.status());
  }

  private boolean copied() {
    if (!clustered()) {
      return true;
    }
    ClusterStatus status = search().status();
    return status.fewestReplicas() >= Math.min(replicas, status.dataNodes().size() - 1);
  }

  private boolean clustered() {
    return release.candidate().cluster().isPresent();
  }

  private SearchCluster search() {
    return release.services().search(release.candidate());
  }

  private Application application() {
    return release.services().application(release.candidate());
  }
}
