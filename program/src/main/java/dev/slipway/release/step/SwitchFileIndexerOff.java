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

/**
 * The current site's follow-up indexer goes off: it runs for days. On the way back the application
 * may be down, and its indexer with it.
 */
public record SwitchFileIndexerOff(ReleaseContext release) implements Action {

  @Override
  public Optional<Evidence> observe() {
    if (release.plan().back() && !application().healthy()) {
      return Optional.of(Evidence.of("status", "the application does not answer"));
    }
    FollowUpStatus status = application().fileIndexer();
    return status.on() ? Optional.empty() : Optional.of(evidence(status));
  }

  @Override
  public Evidence apply(Progress progress) {
    application().switchFileIndexer(false);
    FollowUpStatus status =
        Await.of(
                "file indexer of %s off".formatted(release.current().name()), Duration.ofMinutes(1))
            .until(() -> Optional.of(application().fileIndexer()).filter(now -> !now.on()));
    return evidence(status);
  }

  @Override
  public void revert(Progress progress) {
    application().switchFileIndexer(true);
  }

  private Application application() {
    return release.services().application(release.current());
  }

  private static Evidence evidence(FollowUpStatus status) {
    return Evidence.of("status", status.status()).and("remaining", status.remaining());
  }
}
