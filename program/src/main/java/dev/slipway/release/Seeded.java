package dev.slipway.release;

import dev.slipway.workflow.Evidence;
import java.time.Duration;

/** How an index began. */
public sealed interface Seeded {

  /** As a copy. */
  record Copied(SeedDecision decision, Amounts amounts, Duration copied, Duration caughtUp)
      implements Seeded {
    @Override
    public Evidence evidence() {
      return Evidence.of("index", "seeded")
          .and("because", decision.reason())
          .and("documents", amounts.documents())
          .and("indexedSince", amounts.indexedSince())
          .and("compared", amounts.compared())
          .and("copiedMs", copied.toMillis())
          .and("caughtUpMs", caughtUp.toMillis());
    }
  }

  /** It was there when it was to be copied: a small one, or one that an earlier attempt copied. */
  record Present(Amounts amounts) implements Seeded {
    @Override
    public Evidence evidence() {
      return Evidence.of("index", "present")
          .and("because", "it was finished already")
          .and("documents", amounts.documents())
          .and("compared", amounts.compared());
    }
  }

  /**
   * From nothing.
   *
   * @param because why it is no copy
   */
  record Full(String because) implements Seeded {
    @Override
    public Evidence evidence() {
      return Evidence.of("index", "full").and("because", because);
    }
  }

  /**
   * @param documents in the index in the end
   * @param indexedSince of them were changed since the snapshot, or may have been
   * @param compared with the database one by one
   */
  record Amounts(long documents, long indexedSince, long compared) {}

  Evidence evidence();
}
