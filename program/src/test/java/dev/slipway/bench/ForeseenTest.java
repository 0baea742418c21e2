package dev.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.release.Phase;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class ForeseenTest {

  @Test
  void aForecastIsGoodUpToHalfAndTwiceOfWhatCame() {
    // The first forecast is the reference's 120 ms, the others are medians of what came before.
    assertThat(Foreseen.of(rounds(50, 50, 99, 101, 30))).isEqualTo(new Foreseen(2, 5));
    assertThat(Foreseen.of(rounds(120))).isEqualTo(new Foreseen(1, 1));
  }

  private static List<Round> rounds(double... totals) {
    return DoubleStream.of(totals).mapToObj(ForeseenTest::round).toList();
  }

  private static Round round(double total) {
    Map<Phase, Double> millis =
        Arrays.stream(Phase.values())
            .collect(Collectors.toMap(Function.identity(), phase -> total / Phase.values().length));
    return new Round(Duration.ofMillis(1), 0, Optional.empty(), new Rows(0, 0), new Phases(millis));
  }
}
