package dev.slipway.release.step;

import dev.slipway.config.Gates;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.release.Action;
import dev.slipway.release.IndexProgress;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.IndexerStatus.Round;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** The candidate's first full index, then little lag. */
public record WaitForIndex(ReleaseContext release) implements Action {
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Override
  public Evidence apply(Progress progress) {
    long deadline = System.nanoTime() + gates().indexDeadline().toNanos();
    awaitFirstRound(progress);
    Duration lag = new IndexLag(release).awaitLittle(deadline, progress);
    IndexerStatus status = release.services().application(release.candidate()).indexer();
    return Evidence.of("lagMs", lag.toMillis())
        .and("rounds", status.rounds().size())
        .and("indexed", status.rounds().stream().mapToLong(Round::indexed).sum())
        .and("documentsPerSecond", rate(status))
        .and("recovery", status.recovery());
  }

  /** Of the largest round, which is the first as long as it is remembered. */
  private static long rate(IndexerStatus status) {
    return status.rounds().stream()
        .filter(round -> round.seconds() > 0)
        .max(Comparator.comparingLong(Round::indexed))
        .map(round -> Math.round(round.indexed() / round.seconds()))
        .orElse(0L);
  }

  private void awaitFirstRound(Progress progress) {
    IndexLag index = new IndexLag(release);
    IndexProgress pace = index.pace();
    IndexerStatus first =
        Await.of("first full index of " + release.candidate().name(), gates().indexDeadline())
            .every(PAUSE)
            .until(
                () -> {
                  IndexerStatus status = index.application().indexer();
                  progress.say(pace.describe(status));
                  return Optional.of(status)
                      .filter(now -> now.snapshot().isPresent() || pace.endsNothing());
                });
    if (first.snapshot().isEmpty()) {
      throw pace.failure();
    }
    requireNoErrors(first);
  }

  private static void requireNoErrors(IndexerStatus status) {
    long errors = status.rounds().stream().mapToLong(Round::errors).sum();
    if (errors > 0) {
      throw new SlipwayException(
          ErrorCode.SEARCH_UNHEALTHY,
          errors + " documents could not be indexed on the candidate",
          "see the application's log there; mend the documents or the mapping, then resume");
    }
  }

  private Gates gates() {
    return release.rules().gates();
  }
}
