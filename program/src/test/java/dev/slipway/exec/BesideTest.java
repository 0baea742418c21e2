package dev.slipway.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class BesideTest {

  @Test
  void goesOnWithoutItsCallerAndHasAResult() {
    CountDownLatch caller = new CountDownLatch(1);
    Beside<String> work =
        Beside.begin(
            "test",
            () -> {
              caller.await();
              return "done";
            });

    caller.countDown();

    assertThat(work.result()).isEqualTo("done");
  }

  @Test
  void throwsWhatTheWorkThrew() {
    SlipwayException thrown = new SlipwayException(ErrorCode.LAST_COPY, "no", "");

    assertThatThrownBy(
            () ->
                Beside.begin(
                        "test",
                        () -> {
                          throw thrown;
                        })
                    .result())
        .isSameAs(thrown);
  }

  @Test
  void isInterruptedAndEndsWhenItIsNotWantedAnyMore() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicBoolean ended = new AtomicBoolean();
    Beside<Void> work =
        Beside.begin(
            "test",
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
                return null;
              } finally {
                ended.set(true);
              }
            });

    begun.await();
    work.cancel();

    assertThat(ended).isTrue();
  }
}
