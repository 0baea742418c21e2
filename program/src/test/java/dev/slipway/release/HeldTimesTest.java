package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.workflow.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldTimesTest {
  @TempDir private Path folder;

  @Test
  void readsBackWhatASwitchoverMeasured() {
    HeldTimes times = times();
    assertThat(times.read()).isEmpty();

    times.add(held(1.5));
    times.add(held(2.25));

    assertThat(times.read()).hasSize(2);
    assertThat(times().read().getLast()).containsEntry(Phase.FENCE, Duration.ofNanos(2_250_000));
  }

  @Test
  void keepsNothingOfASwitchoverThatWasOnlyCompleted() {
    times().add(Evidence.of("completed", "after the promotion"));

    assertThat(times().read()).isEmpty();
  }

  @Test
  void leavesOutALineThatIsNoMeasurement() throws IOException {
    times().add(held(1));
    Files.writeString(file(), "half a li\n{\"holdMs\": 2}\n", StandardOpenOption.APPEND);
    times().add(held(3));

    assertThat(times().read())
        .extracting(phases -> phases.get(Phase.HOLD).toMillis())
        .containsExactly(1L, 3L);
  }

  @Test
  void readsTheLastTwenty() {
    for (int i = 1; i <= 25; i++) {
      times().add(held(i));
    }

    assertThat(times().read()).hasSize(20);
    assertThat(times().read().getFirst()).containsEntry(Phase.HOLD, Duration.ofMillis(6));
  }

  private HeldTimes times() {
    return new HeldTimes(file());
  }

  private Path file() {
    return folder.resolve("held-times.jsonl");
  }

  private static Evidence held(double millis) {
    Evidence evidence = Evidence.of("system", "7");
    for (Phase phase : Phase.values()) {
      evidence = evidence.and(phase.key(), millis);
    }
    return evidence;
  }
}
