package dev.slipway.release;

import dev.slipway.exec.Await;
import dev.slipway.release.Seeded.Amounts;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.IndexSample;
import dev.slipway.service.IndexedDocument;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.TransactionSnapshot;
import dev.slipway.workflow.Progress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Compares an index with the database, once it has caught up.
 *
 * @param now what is to be indexed at a moment: a snapshot of the database that is written to
 */
record IndexProof(IndexSide side, Supplier<TransactionSnapshot> now, IndexSeed.Patience patience) {

  /**
   * What must be in the index, at least.
   *
   * @param target everything in the sample was written before it
   */
  record Wanted(IndexSample sample, TransactionSnapshot target) {}

  /**
   * @param difference the first one in words; empty when there is none
   */
  record Result(Optional<String> difference, Amounts amounts) {}

  Wanted wanted() {
    IndexSample sample = side.application().indexSample();
    return new Wanted(sample, now.get());
  }

  /** Waits until the index has caught up with what is wanted, and looks. */
  Result prove(Wanted wanted, Progress progress) {
    catchUp(wanted.target(), progress);
    IndexSample before = wanted.sample();
    IndexDescription index = side.application().index();
    List<String> ids = before.sample().stream().map(IndexedDocument::id).toList();
    Map<String, IndexedDocument> found = side.indexes().find(index.name(), ids);
    long indexed = side.indexes().count(index.name(), index.progress());
    SeedProof proof = new SeedProof(before, documentsAfter(before, indexed), indexed, found);
    return new Result(proof.difference(), new Amounts(indexed, indexedSince(), ids.size()));
  }

  /** Asked only when there is more than before: it takes as long as the sample. */
  private long documentsAfter(IndexSample before, long indexed) {
    return indexed > before.documents()
        ? side.application().indexSample().documents()
        : before.documents();
  }

  private void catchUp(TransactionSnapshot target, Progress progress) {
    IndexProgress pace = new IndexProgress(side.site(), patience.stuck(), System::nanoTime);
    Await.of("index of %s past %s".formatted(side.site(), target), patience.deadline())
        .untilTrue(
            () -> {
              IndexerStatus status = side.application().indexer();
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
    return side.application().indexer().rounds().stream()
        .mapToLong(IndexerStatus.Round::indexed)
        .sum();
  }
}
