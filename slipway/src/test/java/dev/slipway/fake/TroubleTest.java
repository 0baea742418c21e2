package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class TroubleTest {
  private final Trouble trouble = new Trouble();

  @Test
  void failsOnceAndIsFineAgain() {
    trouble.failOnce(ErrorCode.KEY_REFUSED);

    assertThatThrownBy(() -> trouble.meet("create"))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_REFUSED));
    assertThatCode(() -> trouble.meet("create")).doesNotThrowAnyException();
  }

  @Test
  void failsUntilItIsHealed() {
    trouble.fail(ErrorCode.DISK_FULL);

    assertThatThrownBy(() -> trouble.meet("push")).isInstanceOf(SlipwayException.class);
    assertThatThrownBy(() -> trouble.meet("push")).isInstanceOf(SlipwayException.class);
    trouble.heal();
    assertThatCode(() -> trouble.meet("push")).doesNotThrowAnyException();
  }

  @Test
  void hangsUntilItIsHealed() {
    trouble.hang();
    Thread caller = Thread.ofVirtual().start(() -> trouble.meet("push"));

    Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);
    trouble.heal();

    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !caller.isAlive());
  }
}
