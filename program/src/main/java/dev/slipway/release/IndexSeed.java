package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Beside;
import dev.slipway.release.IndexProof.Wanted;
import dev.slipway.release.Seeded.Amounts;
import dev.slipway.service.IndexCopy;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.TransactionSnapshot;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.List;
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
  private final IndexProof proof;

  /**
   * @param deadline for the index to catch up
   * @param stuck after how long without movement it is not going to
   */
  public record Patience(Duration deadline, Duration stuck) {}

  /** A copy that was begun, or why there is none. */
  private record Begun(SeedDecision decision, Optional<IndexCopy> copy) {}

  /**
   * @param now what is to be indexed at a moment: a snapshot of the database that is written to
   */
  public IndexSeed(
      IndexSide from, IndexSide to, Supplier<TransactionSnapshot> now, Patience patience) {
    this.from = from;
    this.to = to;
    this.proof = new IndexProof(to, now, patience);
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
      return proved(proof.wanted(), progress, (amounts, caughtUp) -> new Seeded.Present(amounts));
    }
    // What an interrupted copy left behind is not gone on with.
    boolean leftBehind = to.off();
    long begin = System.nanoTime();
    Begun begun = begin(progress);
    SeedDecision decision = begun.decision();
    if (begun.copy().isEmpty()) {
      return leftBehind ? anew(decision.reason()) : goOn(decision.reason());
    }
    Wanted wanted;
    try {
      wanted = restore(begun.copy().get(), progress);
    } catch (SlipwayException e) {
      return anew(couldNot(e).reason());
    }
    Duration copied = since(begin);
    return proved(
        wanted,
        progress,
        (amounts, caughtUp) -> new Seeded.Copied(decision, amounts, copied, caughtUp));
  }

  private Begun begin(Progress progress) {
    try {
      SeedDecision decision = decide();
      return new Begun(
          decision, decision.seeds() ? Optional.of(takeSnapshot(progress)) : Optional.empty());
    } catch (SlipwayException e) {
      return new Begun(couldNot(e), Optional.empty());
    }
  }

  /** What goes wrong is a reason for a full index; an interruption is none. */
  private static SeedDecision couldNot(SlipwayException e) {
    if (e.code() == ErrorCode.INTERRUPTED) {
      throw e;
    }
    return new SeedDecision.Incompatible(List.of("it could not be copied: " + e.getMessage()));
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
   * that was begun is in vain, and ends meanwhile.
   */
  private IndexCopy takeSnapshot(Progress progress) {
    String former = from.application().index().name();
    IndexCopy copy = new IndexCopy(to.site(), to.application().index(), from.progress());
    to.application().switchIndexer(false);
    progress.say("snapshot of index %s of %s".formatted(former, from.site()));
    try {
      from.indexes().snapshot(copy.snapshot(), former, COPY);
      return copy;
    } catch (SlipwayException e) {
      from.indexes().forget(copy.snapshot());
      throw e;
    }
  }

  /**
   * What the copy is to be compared with is asked for meanwhile: the first round of the indexer
   * begins after it, and reaches it.
   */
  private Wanted restore(IndexCopy copy, Progress progress) {
    progress.say("restoring it as %s".formatted(copy.as().name()));
    Beside<Wanted> wanted = Beside.begin("slipway-index-sample", proof::wanted);
    try {
      to.awaitOff();
      to.indexes().restore(copy, COPY);
      Wanted sample = wanted.result();
      to.application().switchIndexer(true);
      return sample;
    } finally {
      from.indexes().forget(copy.snapshot());
    }
  }

  private Seeded proved(
      Wanted wanted, Progress progress, BiFunction<Amounts, Duration, Seeded> result) {
    long begin = System.nanoTime();
    IndexProof.Result proved = proof.prove(wanted, progress);
    return proved
        .difference()
        .map(difference -> anew("it differed from the database: " + difference))
        .orElseGet(() -> result.apply(proved.amounts(), since(begin)));
  }

  /** The full index that was paused, if it was, goes on. */
  private Seeded goOn(String because) {
    to.application().switchIndexer(true);
    return new Seeded.Full(because);
  }

  private Seeded anew(String because) {
    to.beginAnew();
    return new Seeded.Full(because);
  }

  private static Duration since(long then) {
    return Duration.ofNanos(System.nanoTime() - then);
  }
}
