package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.release.Seeded.Amounts;
import dev.slipway.service.IndexCopy;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.IndexSample;
import dev.slipway.service.IndexedDocument;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.TransactionSnapshot;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Begins a site's index as a copy of another site's, when both versions would put the same into it
 * ({@code docs/decisions/0018}). The indexer, which began a full index when its application was
 * started, is switched off, its index replaced, and switched on again: it goes on from where the
 * copy says that it is. Done again after an interruption it begins from the start.
 */
public final class IndexSeed {
  private static final Duration COPY = Duration.ofMinutes(30);

  private final IndexSide from;
  private final IndexSide to;
  private final Supplier<TransactionSnapshot> now;
  private final Patience patience;
  private boolean replaced;

  /**
   * @param deadline for the index to catch up
   * @param stuck after how long without movement it is not going to
   */
  public record Patience(Duration deadline, Duration stuck) {}

  /**
   * @param now what is to be indexed at a moment: a snapshot of the database that is written to
   */
  public IndexSeed(
      IndexSide from, IndexSide to, Supplier<TransactionSnapshot> now, Patience patience) {
    this.from = from;
    this.to = to;
    this.now = now;
    this.patience = patience;
  }

  /**
   * Returns when the index has caught up and was compared with the database, or when a full one is
   * on its way: because a copy would not do, could not be made, or differed. One that is finished
   * already is compared all the same.
   */
  public Seeded run(Progress progress) {
    if (!to.offersSeed()) {
      return new Seeded.Full("the descriptor of %s does not offer it".formatted(to.site()));
    }
    if (to.finished() && !to.off()) {
      return proved(progress, (amounts, caughtUp) -> new Seeded.Present(amounts));
    }
    // What an interrupted copy left behind is not gone on with.
    replaced = to.off();
    long begin = System.nanoTime();
    SeedDecision decision = tried(progress);
    if (!decision.seeds()) {
      return full(decision.reason());
    }
    Duration copied = Duration.ofNanos(System.nanoTime() - begin);
    return proved(
        progress, (amounts, caughtUp) -> new Seeded.Copied(decision, amounts, copied, caughtUp));
  }

  /** What goes wrong is a reason for a full index; an interruption is none. */
  private SeedDecision tried(Progress progress) {
    try {
      SeedDecision decision = decide();
      if (decision.seeds()) {
        copy(progress);
      }
      return decision;
    } catch (SlipwayException e) {
      if (e.code() == ErrorCode.INTERRUPTED) {
        throw e;
      }
      return new SeedDecision.Incompatible(List.of("it could not be copied: " + e.getMessage()));
    }
  }

  private SeedDecision decide() {
    if (!from.finished()) {
      return new SeedDecision.Incompatible(
          List.of("the index of %s is not finished itself".formatted(from.site())));
    }
    IndexDescription former = from.application().index();
    IndexDescription next = to.application().index();
    return new IndexComparison(
            new IndexComparison.Side(from.indexes().shape(former.name()), former.form()),
            new IndexComparison.Side(to.indexes().shapeOf(next.definition()), next.form()))
        .decide();
  }

  /**
   * How far the index is, is read before it is copied: the copy is at least as far. The full index
   * that goes on meanwhile is in vain, and would keep the copy waiting.
   */
  private void copy(Progress progress) {
    String former = from.application().index().name();
    IndexDescription next = to.application().index();
    String reached = from.progress();
    String snapshot = to.site();
    to.switchOff();
    progress.say("snapshot of index %s of %s".formatted(former, from.site()));
    try {
      from.indexes().snapshot(snapshot, former, COPY);
      replaced = true;
      progress.say("restoring it as %s".formatted(next.name()));
      to.indexes().restore(new IndexCopy(snapshot, next, reached), COPY);
      to.application().switchIndexer(true);
    } finally {
      from.indexes().forget(snapshot);
    }
  }

  private Seeded proved(Progress progress, BiFunction<Amounts, Duration, Seeded> result) {
    long begin = System.nanoTime();
    IndexSample before = to.application().indexSample();
    catchUp(progress);
    Duration caughtUp = Duration.ofNanos(System.nanoTime() - begin);
    IndexDescription index = to.application().index();
    List<String> ids = before.sample().stream().map(IndexedDocument::id).toList();
    Map<String, IndexedDocument> found = to.indexes().find(index.name(), ids);
    long indexed = to.indexes().count(index.name(), index.progress());
    long after = to.application().indexSample().documents();
    Optional<String> difference = new SeedProof(before, after, indexed, found).difference();
    if (difference.isPresent()) {
      replaced = true;
      return full("it differed from the database: " + difference.get());
    }
    return result.apply(new Amounts(indexed, indexedSince(), ids.size()), caughtUp);
  }

  private void catchUp(Progress progress) {
    TransactionSnapshot target = now.get();
    IndexProgress pace = new IndexProgress(to.site(), patience.stuck(), System::nanoTime);
    Await.of("index of %s past %s".formatted(to.site(), target), patience.deadline())
        .untilTrue(
            () -> {
              IndexerStatus status = to.application().indexer();
              progress.say(pace.describe(status));
              return covers(status, target) || pace.endsNothing();
            });
    if (pace.endsNothing()) {
      throw pace.failure();
    }
  }

  private static boolean covers(IndexerStatus status, TransactionSnapshot target) {
    return status.snapshot().filter(snapshot -> snapshot.covers(target)).isPresent();
  }

  private long indexedSince() {
    return to.application().indexer().rounds().stream()
        .mapToLong(IndexerStatus.Round::indexed)
        .sum();
  }

  /** A full index that was only paused goes on. */
  private Seeded full(String because) {
    if (replaced) {
      to.beginAnew();
    } else if (to.off()) {
      to.application().switchIndexer(true);
    }
    return new Seeded.Full(because);
  }
}
