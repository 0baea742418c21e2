package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class StillnessTest {
  private final AtomicLong asked = new AtomicLong();

  @Test
  void comesWhenTheCompilerHasEnded() {
    Stillness stillness =
        new Stillness(() -> Math.min(asked.incrementAndGet(), 5), Duration.ofMinutes(1));

    assertThat(stillness.await()).isTrue();
    assertThat(asked.get()).isGreaterThan(5);
  }

  @Test
  void isNotWaitedForForEver() {
    assertThat(new Stillness(asked::incrementAndGet, Duration.ofMillis(50)).await()).isFalse();
  }
}
