package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ConfirmationTest {

  @Test
  void isTheVersionTypedOrGiven() {
    assertThatCode(() -> typed(" v42\n").require("v42")).doesNotThrowAnyException();
    assertThatCode(() -> given("v42").require("v42")).doesNotThrowAnyException();
  }

  @Test
  void isNoPlainYes() {
    refuses(() -> typed("yes").require("v42"));
    refuses(() -> typed("").require("v42"));
    refuses(() -> given("v41").require("v42"));
  }

  @Test
  void isNotTakenForGrantedWhereNobodyCanType() {
    refuses(() -> new Confirmation("it is lost", Optional.empty(), Optional::empty).require("v42"));
  }

  private static Confirmation typed(String text) {
    return new Confirmation("it is lost", Optional.empty(), () -> Optional.of(text));
  }

  private static Confirmation given(String text) {
    return new Confirmation(
        "it is lost",
        Optional.of(text),
        () -> {
          throw new AssertionError("asked though it was given");
        });
  }

  private static void refuses(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_CONFIRMED));
  }
}
