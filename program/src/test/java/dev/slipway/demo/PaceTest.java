package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  @Test
  void keepsToItsTimesWhileAnswersComeInTime() {
    assertThat(Pace.following(100, 105, 20)).isEqualTo(120);
  }

  @Test
  void doesNotSendInABurstWhatItCouldNotSendWhileItWasHeld() {
    assertThat(Pace.following(100, 900, 20)).isEqualTo(900);
  }
}
