package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastTest {

  @Test
  void restsOnTheReferenceAndSaysSoBeforeAnythingWasMeasured() {
    Forecast forecast = Forecast.of(List.of());

    assertThat(forecast.measured()).isZero();
    assertThat(forecast.total()).isPositive();
    assertThat(forecast.describe()).contains("reference", "rehearse");
  }

  @Test
  void isNotMisledByOneSlowSwitchover() {
    Forecast forecast = Forecast.of(List.of(held(10), held(900), held(12)));

    assertThat(forecast.total()).isEqualTo(Duration.ofMillis(12L * Phase.values().length));
    assertThat(forecast.describe()).contains("median of the last 3");
  }

  @Test
  void liesBetweenTheTwoInTheMiddle() {
    assertThat(Forecast.of(List.of(held(10), held(20))).phases())
        .containsEntry(Phase.FENCE, Duration.ofMillis(15));
  }

  @Test
  void forgetsWhatIsLongAgo() {
    List<Map<Phase, Duration>> history =
        IntStream.rangeClosed(1, 9).mapToObj(ForecastTest::held).toList();

    Forecast forecast = Forecast.of(history);

    assertThat(forecast.measured()).isEqualTo(5);
    assertThat(forecast.phases()).containsEntry(Phase.HOLD, Duration.ofMillis(7));
  }

  private static Map<Phase, Duration> held(int millis) {
    Map<Phase, Duration> phases = new EnumMap<>(Phase.class);
    for (Phase phase : Phase.values()) {
      phases.put(phase, Duration.ofMillis(millis));
    }
    return phases;
  }
}
