package dev.slipway.release.step;

import dev.slipway.config.Gates;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.release.IndexProgress;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Application;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.IndexerStatus;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A large round of the old site's indexer. A switchover could take place while it runs, for the
 * database is what matters, but nobody could tell that the two sites are the same: the hand
 * procedure delays the final steps until its end.
 */
final class OldBolus {
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final ReleaseContext release;
  private final Gates.Bolus limit;
  private long seen;

  OldBolus(ReleaseContext release) {
    this.release = release;
    this.limit = release.rules().gates().bolus();
  }

  /**
   * Returns when no large round runs; at once when the old application has no indexer.
   *
   * @param deadline by {@code System.nanoTime}
   * @throws SlipwayException {@code INDEXER_BUSY} when the round did not end, {@code INDEXER_STUCK}
   *     when it does not get on
   */
  void awaitEnd(long deadline, Progress progress) {
    Application old = release.services().application(release.current());
    if (!old.offers(Feature.INDEXER)) {
      return;
    }
    IndexProgress pace =
        new IndexProgress(site(), release.rules().gates().indexStuck(), System::nanoTime);
    try {
      Await.of("end of the bolus of " + site(), Duration.ofNanos(deadline - System.nanoTime()))
          .every(PAUSE)
          .untilTrue(() -> ended(old.indexer(), pace, progress) || pace.stuck());
    } catch (SlipwayException e) {
      throw e.code() == ErrorCode.DEADLINE_EXCEEDED && seen > 0 ? busy(e) : e;
    }
    if (pace.stuck()) {
      throw pace.failure();
    }
  }

  private boolean ended(IndexerStatus status, IndexProgress pace, Progress progress) {
    String line = pace.describe(status);
    if (status.waiting() || status.remaining() <= limit.documents()) {
      return true;
    }
    seen = Math.max(seen, status.remaining());
    progress.say(
        "%s indexes a bolus, and the switchover waits for its end: %s%s"
            .formatted(site(), line, before(status)));
    return false;
  }

  private static String before(IndexerStatus status) {
    return status.rounds().isEmpty()
        ? ""
        : status.rounds().stream()
            .limit(3)
            .map(round -> "%.0f s".formatted(round.seconds()))
            .collect(Collectors.joining(", ", "; the last rounds took ", ""));
  }

  /** What was waited for; nothing when there was no bolus. */
  Evidence evidence() {
    return Optional.of(seen)
        .filter(documents -> documents > 0)
        .map(documents -> Evidence.of("bolusDocuments", documents))
        .orElseGet(Evidence::none);
  }

  private SlipwayException busy(SlipwayException cause) {
    return new SlipwayException(
        ErrorCode.INDEXER_BUSY,
        "%s still indexes a bolus of %d documents after %d s"
            .formatted(site(), seen, limit.deadline().toSeconds()),
        "resume the release when it has ended, or raise gates.bolus in the estate",
        cause);
  }

  private String site() {
    return release.current().name();
  }
}
