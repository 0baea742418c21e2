package dev.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.bench.Writes.Acknowledged;
import dev.slipway.bench.Writes.Failed;
import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WritesTest {
  private final Writes writes =
      new Writes(
          LongStream.of(0, 10, 300, 310, 400, 900)
              .mapToObj(at -> new Acknowledged(at, at))
              .toList(),
          List.of(new Failed(50, "one"), new Failed(500, "other")));

  @Test
  void theGapIsTheLongestTimeBetweenTwoAcknowledgements() {
    assertThat(writes.gap(0, 410)).isEqualTo(Duration.ofNanos(500));
    assertThat(writes.gap(0, 390)).isEqualTo(Duration.ofNanos(290));
  }

  @Test
  void aGapCountsWholeWhenTheSwitchoverBeganOrEndedWithinIt() {
    assertThat(writes.gap(200, 310)).isEqualTo(Duration.ofNanos(290));
    assertThat(writes.gap(390, 500)).isEqualTo(Duration.ofNanos(500));
  }

  @Test
  void onlyFailuresOfTheSwitchoverCount() {
    assertThat(writes.failed(0, 400)).extracting(Failed::why).containsExactly("one");
  }
}
