package dev.slipway.release.step;

import dev.slipway.exec.Await;
import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Application;
import dev.slipway.service.FollowUpStatus;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;

/** The new site's follow-up indexer goes on, now that the site is stable. */
public record SwitchFileIndexerOn(ReleaseContext release) implements Action {

  @Override
  public Optional<Evidence> observe() {
    FollowUpStatus status = application().fileIndexer();
    return status.on() ? Optional.of(Evidence.of("status", status.status())) : Optional.empty();
  }

  @Override
  public Evidence apply(Progress progress) {
    application().switchFileIndexer(true);
    FollowUpStatus status =
        Await.of(
                "file indexer of %s on".formatted(release.candidate().name()),
                Duration.ofMinutes(1))
            .until(() -> Optional.of(application().fileIndexer()).filter(FollowUpStatus::on));
    return Evidence.of("status", status.status());
  }

  private Application application() {
    return release.services().application(release.candidate());
  }
}
