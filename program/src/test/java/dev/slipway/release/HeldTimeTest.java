package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeldTimeTest {
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void givesEachPhaseItsOwnTime() {
    HeldTime held = new HeldTime(Duration.ofSeconds(5), nanos::get);
    nanos.addAndGet(1_400_000);
    held.ended(Phase.HOLD);
    nanos.addAndGet(27_000_000);
    held.ended(Phase.FENCE);

    assertThat(held.evidence().facts())
        .containsEntry("holdMs", 1.4)
        .containsEntry("fenceMs", 27.0)
        .containsEntry("totalMs", 28.4);
  }

  @Test
  void letsNoPhaseBeginWhenTheBudgetIsUsedUp() {
    HeldTime held = new HeldTime(Duration.ofSeconds(1), nanos::get);
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());

    assertThatThrownBy(held::left)
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED));
  }
}
