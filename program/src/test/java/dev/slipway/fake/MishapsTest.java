package dev.slipway.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class MishapsTest {
  private final Mishaps mishaps = new Mishaps();

  @Test
  void failsOnceAndIsFineAgain() {
    mishaps.failNext(1, ErrorCode.KEY_REFUSED);

    assertThatThrownBy(() -> mishaps.strike("create"))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_REFUSED));
    assertThatCode(() -> mishaps.strike("create")).doesNotThrowAnyException();
  }

  @Test
  void failsUntilItIsMended() {
    mishaps.fail(ErrorCode.DISK_FULL);

    assertThatThrownBy(() -> mishaps.strike("push")).isInstanceOf(SlipwayException.class);
    assertThatThrownBy(() -> mishaps.strike("push")).isInstanceOf(SlipwayException.class);
    mishaps.mend();
    assertThatCode(() -> mishaps.strike("push")).doesNotThrowAnyException();
  }

  @Test
  void hangsUntilItIsMended() {
    mishaps.hang();
    Thread caller = Thread.ofVirtual().start(() -> mishaps.strike("push"));

    Awaitility.await().until(() -> caller.getState() == Thread.State.WAITING);
    mishaps.mend();

    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> !caller.isAlive());
  }
}
