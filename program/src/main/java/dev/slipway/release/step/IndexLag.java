package dev.slipway.release.step;

import dev.slipway.exec.Await;
import dev.slipway.release.IndexProgress;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Application;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.TransactionSnapshot;
import dev.slipway.workflow.Progress;
import java.time.Duration;

/**
 * How far the candidate's index is behind. It is measured, not guessed: how long it takes to pass a
 * snapshot that was just taken on the current database; on a restored one's own, which stands
 * still.
 */
record IndexLag(ReleaseContext release) {
  private static final Duration PAUSE = Duration.ofMillis(100);

  /**
   * Tries again with a new snapshot until one is passed within the estate's limit.
   *
   * @param deadline by {@code System.nanoTime}
   * @throws dev.slipway.error.SlipwayException {@code DEADLINE_EXCEEDED}, {@code INDEXER_STUCK}
   */
  Duration awaitLittle(long deadline, Progress progress) {
    Duration lag = measure(deadline, progress);
    while (lag.compareTo(release.rules().gates().indexLag()) > 0) {
      lag = measure(deadline, progress);
    }
    return lag;
  }

  private Duration measure(long deadline, Progress progress) {
    TransactionSnapshot taken = release.services().database(release.indexSource()).snapshot();
    IndexProgress pace = pace();
    long begun = System.nanoTime();
    Await.of("index of %s past %s".formatted(site(), taken), Duration.ofNanos(deadline - begun))
        .every(PAUSE)
        .untilTrue(() -> passed(taken, pace, begun, progress) || pace.endsNothing());
    if (pace.endsNothing()) {
      throw pace.failure();
    }
    Duration lag = since(begun);
    progress.say("index lag %d ms".formatted(lag.toMillis()));
    return lag;
  }

  private boolean passed(
      TransactionSnapshot taken, IndexProgress pace, long begun, Progress progress) {
    IndexerStatus status = application().indexer();
    String line = pace.describe(status);
    boolean passed = status.snapshot().filter(snapshot -> snapshot.covers(taken)).isPresent();
    if (!passed) {
      progress.say("index lag %d s by now; %s".formatted(since(begun).toSeconds(), line));
    }
    return passed;
  }

  /** What follows the candidate's indexer. */
  IndexProgress pace() {
    return new IndexProgress(site(), release.rules().gates().indexStuck(), System::nanoTime);
  }

  Application application() {
    return release.services().application(release.candidate());
  }

  private String site() {
    return release.candidate().name();
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }
}
