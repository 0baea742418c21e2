package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.IndexerStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class IndexProgressTest {
  private final AtomicLong nanos = new AtomicLong();
  private final IndexProgress progress = new IndexProgress(nanos::get);

  @Test
  void saysHowFastItGoesAndWhenItWillBeDone() {
    progress.describe(indexing(20_000));
    pass(Duration.ofSeconds(2));

    assertThat(progress.describe(indexing(12_000)))
        .isEqualTo("12000 of 20000 to go, 4000 a second, about 3 s left");
    assertThat(progress.rate()).isEqualTo(4000);
  }

  @Test
  void seesAnIndexerThatDoesNotMove() {
    progress.describe(indexing(20_000));
    pass(Duration.ofMinutes(4));
    progress.describe(indexing(20_000));
    assertThat(progress.stuck()).isFalse();
    pass(Duration.ofMinutes(2));
    progress.describe(indexing(20_000));

    assertThatThrownBy(() -> progress.requireMovement(indexing(20_000)))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INDEXER_STUCK));
  }

  @Test
  void anIndexerThatWaitsIsNotStuck() {
    pass(Duration.ofHours(1));
    progress.describe(status("waiting", 0));

    assertThat(progress.stuck()).isFalse();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private static IndexerStatus indexing(long remaining) {
    return status("indexing", remaining);
  }

  private static IndexerStatus status(String word, long remaining) {
    return new IndexerStatus(word, true, Optional.empty(), Optional.empty(), remaining, List.of());
  }
}
