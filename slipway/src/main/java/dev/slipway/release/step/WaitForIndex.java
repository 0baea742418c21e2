package dev.slipway.release.step;

import dev.slipway.exec.Await;
import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Application;
import dev.slipway.service.IndexerStatus;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;

/** The candidate's first full index, and then little to go. */
public record WaitForIndex(ReleaseContext release) implements Action {
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Override
  public Evidence apply(Progress progress) {
    Application application = release.services().application(release.candidate());
    String site = release.candidate().name();
    IndexerStatus status =
        Await.of("first full index of " + site, release.rules().gates().indexDeadline())
            .every(PAUSE)
            .until(() -> finished(application.indexer(), progress));
    return Evidence.of("snapshot", status.snapshot().map(Object::toString).orElse(""))
        .and("rounds", status.rounds().size())
        .and("indexed", status.rounds().stream().mapToLong(IndexerStatus.Round::indexed).sum())
        .and("errors", errors(status))
        .and("recovery", status.recovery());
  }

  private static Optional<IndexerStatus> finished(IndexerStatus status, Progress progress) {
    progress.say("indexer %s, %d to go".formatted(status.status(), status.remaining()));
    return Optional.of(status).filter(now -> now.snapshot().isPresent() && errors(now) == 0);
  }

  private static long errors(IndexerStatus status) {
    return status.rounds().isEmpty() ? 0 : status.rounds().getFirst().errors();
  }
}
