package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.TransactionSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IndexProgressTest {
  private static final Instant FIRST = Instant.parse("2026-11-25T05:00:00Z");

  private final AtomicLong nanos = new AtomicLong();
  private final IndexProgress progress =
      new IndexProgress("v42-b", Duration.ofMinutes(5), nanos::get);

  @Test
  void saysHowFastItGoesAndWhenItWillBeDone() {
    progress.describe(indexing(FIRST, 20_000));
    pass(Duration.ofSeconds(2));

    assertThat(progress.describe(indexing(FIRST, 12_000)))
        .isEqualTo("12000 of 20000 to go, 4000 a second, about 3 s left");
  }

  @Test
  void seesAnIndexerThatDoesNotMove() {
    progress.describe(indexing(FIRST, 20_000));
    pass(Duration.ofMinutes(4));
    progress.describe(indexing(FIRST, 20_000));
    assertThat(progress.stuck()).isFalse();
    pass(Duration.ofMinutes(2));
    progress.describe(indexing(FIRST, 20_000));

    assertThat(progress.stuck()).isTrue();
    assertThat(progress.failure().code()).isEqualTo(ErrorCode.INDEXER_STUCK);
    assertThat(progress.failure())
        .hasMessage(
            "the indexer of v42-b made no progress for 300 s: "
                + "it is indexing with 20000 to go, and 0 rounds ended");
  }

  @Test
  void aRoundThatGrowsWhileNothingIsIndexedIsStuck() {
    progress.describe(indexing(FIRST, 100));
    pass(Duration.ofMinutes(6));
    progress.describe(indexing(FIRST, 200));

    assertThat(progress.stuck()).isTrue();
  }

  @Test
  void aLaterRoundThatIsLargerMovesToo() {
    progress.describe(indexing(FIRST, 5));
    pass(Duration.ofMinutes(4));
    progress.describe(indexing(FIRST.plusSeconds(240), 20_000));
    pass(Duration.ofMinutes(4));
    progress.describe(indexing(FIRST.plusSeconds(240), 10_000));
    pass(Duration.ofMinutes(4));

    assertThat(progress.stuck()).isFalse();
    assertThat(progress.endsNothing()).isFalse();
  }

  @Test
  void anIndexerThatWaitsIsNotStuck() {
    pass(Duration.ofHours(1));
    progress.describe(status("waiting", Optional.empty(), 0, 1));

    assertThat(progress.stuck()).isFalse();
  }

  @Test
  void anIndexerThatOnlyWaitsEndsNoRound() {
    progress.describe(status("waiting", Optional.empty(), 0, 1));
    pass(Duration.ofMinutes(4));
    progress.describe(status("waiting", Optional.empty(), 0, 2));
    pass(Duration.ofMinutes(4));
    progress.describe(status("waiting", Optional.empty(), 0, 2));
    assertThat(progress.endsNothing()).isFalse();
    pass(Duration.ofMinutes(2));

    assertThat(progress.endsNothing()).isTrue();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static IndexerStatus indexing(Instant started, long remaining) {
    return status("indexing", Optional.of(started), remaining, 0);
  }

  private static IndexerStatus status(
      String word, Optional<Instant> started, long remaining, long horizon) {
    Optional<TransactionSnapshot> snapshot =
        Optional.of(new TransactionSnapshot(horizon, horizon)).filter(some -> horizon > 0);
    return new IndexerStatus(word, true, snapshot, started, remaining, List.of());
  }
}
