package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoadResultTest {

  @Test
  void theWriteGapIsTheLongestTimeBetweenTwoAcknowledgementsOfAnyWriters() {
    LoadResult load =
        writes(
            sample(0, 10, true),
            sample(5, 10, true),
            // Held from 20 on; answered at 90.
            sample(20, 70, true),
            sample(95, 5, true));

    assertThat(load.writeGap())
        .isEqualTo(new LoadResult.Gap(Duration.ofMillis(15), Duration.ofMillis(75)));
  }

  @Test
  void aFailedWriteEndsNoGapAndIsNotTheSlowest() {
    LoadResult load = writes(sample(0, 10, true), sample(20, 500, false), sample(600, 20, true));

    assertThat(load.writeGap().lasted()).isEqualTo(Duration.ofMillis(610));
    assertThat(load.slowestWrite()).isEqualTo(Duration.ofMillis(20));
  }

  @Test
  void hasNoGapWithoutTwoAcknowledgements() {
    assertThat(writes(sample(0, 10, true)).writeGap().lasted()).isZero();
    assertThat(writes().slowestWrite()).isZero();
  }

  @Test
  void countsReads() {
    LoadResult load =
        new LoadResult(
            Instant.EPOCH,
            List.of(),
            List.of(sample(0, 1, true), sample(1, 1, false), sample(2, 1, true)),
            List.of(),
            List.of(),
            List.of());

    assertThat(load.readsSucceeded()).isEqualTo(2);
    assertThat(load.readsFailed()).isEqualTo(1);
  }

  private static LoadResult writes(Sample... samples) {
    return new LoadResult(
        Instant.EPOCH, List.of(samples), List.of(), List.of(), List.of(), List.of());
  }

  private static Sample sample(long begun, long took, boolean succeeded) {
    return new Sample(Duration.ofMillis(begun), Duration.ofMillis(took), succeeded);
  }
}
