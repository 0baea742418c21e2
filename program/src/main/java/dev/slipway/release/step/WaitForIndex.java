package dev.slipway.release.step;

import dev.slipway.config.Gates;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.release.Action;
import dev.slipway.release.IndexProgress;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Application;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.TransactionSnapshot;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The candidate's first full index, then little lag, then a quiet time if the estate wants one. Lag
 * is measured, not guessed: how long the candidate's index takes to pass a snapshot that was just
 * taken on the current database; on a restored one's own, which stands still.
 */
public record WaitForIndex(ReleaseContext release) implements Action {
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Override
  public Evidence apply(Progress progress) {
    Application application = release.services().application(release.candidate());
    IndexProgress pace = new IndexProgress(System::nanoTime);
    long deadline = System.nanoTime() + gates().indexDeadline().toNanos();
    awaitFirstRound(application, pace, progress);
    Duration lag = awaitLittleLag(application, deadline, progress);
    awaitQuietTime(progress);
    IndexerStatus status = application.indexer();
    return Evidence.of("lagMs", lag.toMillis())
        .and("rounds", status.rounds().size())
        .and("indexed", status.rounds().stream().mapToLong(IndexerStatus.Round::indexed).sum())
        .and("documentsPerSecond", pace.rate())
        .and("recovery", status.recovery());
  }

  private void awaitFirstRound(Application application, IndexProgress pace, Progress progress) {
    String what = "first full index of " + release.candidate().name();
    IndexerStatus first =
        Await.of(what, gates().indexDeadline())
            .every(PAUSE)
            .until(
                () -> {
                  IndexerStatus status = application.indexer();
                  progress.say(pace.describe(status));
                  return Optional.of(status)
                      .filter(now -> now.snapshot().isPresent() || pace.stuck());
                });
    pace.requireMovement(first);
    requireNoErrors(first);
  }

  private static void requireNoErrors(IndexerStatus status) {
    long errors = status.rounds().stream().mapToLong(IndexerStatus.Round::errors).sum();
    if (errors > 0) {
      throw new SlipwayException(
          ErrorCode.SEARCH_UNHEALTHY,
          errors + " documents could not be indexed on the candidate",
          "see the application's log there; mend the documents or the mapping, then resume");
    }
  }

  /** Tries again with a new snapshot until one is passed within the limit. */
  private Duration awaitLittleLag(Application application, long deadline, Progress progress) {
    while (true) {
      TransactionSnapshot taken = release.services().database(release.indexSource()).snapshot();
      long begun = System.nanoTime();
      Duration left = Duration.ofNanos(deadline - begun);
      Await.of("index of %s past %s".formatted(release.candidate().name(), taken), left)
          .every(Duration.ofMillis(100))
          .untilTrue(() -> passed(application, taken));
      Duration lag = Duration.ofNanos(System.nanoTime() - begun);
      progress.say("index lag %d ms".formatted(lag.toMillis()));
      if (lag.compareTo(gates().indexLag()) <= 0) {
        return lag;
      }
    }
  }

  private static boolean passed(Application application, TransactionSnapshot taken) {
    return application.indexer().snapshot().filter(snapshot -> snapshot.covers(taken)).isPresent();
  }

  private void awaitQuietTime(Progress progress) {
    release
        .quietTime()
        .ifPresent(
            quiet -> {
              progress.say("waiting for the quiet time " + quiet);
              Await.of("the quiet time " + quiet, Duration.ofDays(1))
                  .every(Duration.ofSeconds(1))
                  .untilTrue(() -> quiet.contains(LocalTime.now(ZoneId.systemDefault())));
            });
  }

  private Gates gates() {
    return release.rules().gates();
  }
}
