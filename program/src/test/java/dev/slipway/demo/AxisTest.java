package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AxisTest {

  @Test
  void putsValuesInProportionAndNoneOutside() {
    Axis axis = new Axis(100, 300, 10);

    assertThat(axis.at(0)).isEqualTo(100);
    assertThat(axis.at(5)).isEqualTo(200);
    assertThat(axis.at(20)).isEqualTo(300);
  }

  @Test
  void ticksAreRoundAndNotTooMany() {
    assertThat(new Axis(0, 1, 90).ticks(10))
        .containsExactly(0.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0, 90.0);
    assertThat(new Axis(0, 1, 6.1).ticks(8)).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0);
    assertThat(new Axis(0, 1, 230).ticks(8)).containsExactly(0.0, 50.0, 100.0, 150.0, 200.0);
  }
}
