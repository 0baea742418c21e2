package dev.slipway.release.step;

import dev.slipway.config.Gates;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.release.Action;
import dev.slipway.release.IndexProgress;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.IndexerStatus.Round;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The candidate's first full index, then little lag; with copies, also all of these.
 *
 * @param replicas copies of it beside the primary one while it is made; fewer where the data nodes
 *     cannot hold them
 */
public record WaitForIndex(ReleaseContext release, int replicas) implements Action {
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Override
  public Evidence apply(Progress progress) {
    long deadline = System.nanoTime() + gates().indexDeadline().toNanos();
    Evidence evidence = Evidence.none();
    if (replicas > 0) {
      evidence = evidence.and("replicasWhileIndexing", replicate(progress));
    }
    IndexerStatus first = await("first full index", WaitForIndex::finished, progress);
    requireNoErrors(first);
    Duration lag = awaitLittleLag(deadline, progress);
    IndexerStatus status = release.services().application(release.candidate()).indexer();
    return evidence
        .and("lagMs", lag.toMillis())
        .and("rounds", status.rounds().size())
        .and("indexed", first.rounds().stream().mapToLong(Round::indexed).sum())
        .and("documentsPerSecond", rate(first))
        .and("recovery", status.recovery());
  }

  /** A data node that was lost meanwhile is waited out as well; then the index has moved on. */
  private Duration awaitLittleLag(long deadline, Progress progress) {
    IndexLag index = new IndexLag(release);
    Duration lag = index.awaitLittle(deadline, progress);
    while (replicas > 0 && !copied()) {
      progress.say("little lag, but a copy of the index is missing");
      Await.of("all copies of the index", Duration.ofNanos(deadline - System.nanoTime()))
          .every(PAUSE)
          .untilTrue(this::copied);
      lag = index.awaitLittle(deadline, progress);
    }
    return lag;
  }

  private boolean copied() {
    ClusterHealth health = release.services().search(release.candidate()).health();
    return health.color() == ClusterHealth.Color.GREEN || health.onlyTooFewNodes();
  }

  /** As soon as there is an index to copy. */
  private int replicate(Progress progress) {
    await("index", status -> finished(status) || status.remaining() > 0, progress);
    int set = release.services().search(release.candidate()).setReplicas(replicas);
    progress.say("replicas while it is indexed: " + set);
    return set;
  }

  private static boolean finished(IndexerStatus status) {
    return status.snapshot().isPresent();
  }

  /** Of the largest round: the first, which an indexer has not forgotten when it has just ended. */
  private static long rate(IndexerStatus status) {
    return status.rounds().stream()
        .filter(round -> round.seconds() > 0)
        .max(Comparator.comparingLong(Round::indexed))
        .map(round -> Math.round(round.indexed() / round.seconds()))
        .orElse(0L);
  }

  private IndexerStatus await(String what, Predicate<IndexerStatus> reached, Progress progress) {
    IndexLag index = new IndexLag(release);
    IndexProgress pace = index.pace();
    IndexerStatus last =
        Await.of("%s of %s".formatted(what, release.candidate().name()), gates().indexDeadline())
            .every(PAUSE)
            .until(
                () -> {
                  IndexerStatus status = index.application().indexer();
                  progress.say(pace.describe(status));
                  return Optional.of(status).filter(now -> reached.test(now) || pace.endsNothing());
                });
    if (!reached.test(last)) {
      throw pace.failure();
    }
    return last;
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
