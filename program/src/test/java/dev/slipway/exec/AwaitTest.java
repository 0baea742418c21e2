package dev.slipway.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
  private final AtomicInteger asked = new AtomicInteger();

  @Test
  void goesOnAskingWhenTheQuestionFails() {
    String answer =
        Await.of("an answer", Duration.ofSeconds(10))
            .every(Duration.ofMillis(1))
            .until(
                () -> {
                  if (asked.incrementAndGet() < 3) {
                    throw new SlipwayException(ErrorCode.THROTTLED, "not now", "");
                  }
                  return Optional.of("yes");
                });

    assertThat(answer).isEqualTo("yes");
  }

  @Test
  void endsAtOnceOnWhatNoWaitingMends() {
    assertThatThrownBy(
            () ->
                Await.of("an answer", Duration.ofHours(1))
                    .endingOn(Set.of(ErrorCode.CREDENTIALS_EXPIRED))
                    .until(this::expired))
        .isInstanceOfSatisfying(
            SlipwayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIALS_EXPIRED));
    assertThat(asked).hasValue(1);
  }

  @Test
  void saysAtTheDeadlineWhatTheLastAskingMet() {
    assertThatThrownBy(
            () ->
                Await.of("an answer", Duration.ofMillis(5))
                    .every(Duration.ofMillis(1))
                    .until(this::expired))
        .isInstanceOfSatisfying(
            SlipwayException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED))
        .hasMessageContaining("an answer did not come within 5 ms: the token has expired");
  }

  private Optional<String> expired() {
    asked.incrementAndGet();
    throw new SlipwayException(ErrorCode.CREDENTIALS_EXPIRED, "the token has expired", "");
  }
}
