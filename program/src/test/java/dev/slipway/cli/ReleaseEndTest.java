package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.StepRecord;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class ReleaseEndTest {
  private static final Outcome DONE = new Outcome.Done(Evidence.none());
  private static final Outcome FAILED =
      new Outcome.Failed(ErrorCode.PROXY_UNPROVEN, "no answer", "is it running?");

  @Test
  void aReleaseThatStoppedBeforeThePromotionMayBeTakenBack() {
    assertThat(hint(step("switch-database", FAILED)))
        .startsWith("is it running?; ")
        .contains("release resume", "release abort");
  }

  @Test
  void nobodyIsToldToAbortWhatIsPromoted() {
    assertThat(hint(step("switch-database", DONE), step("switch-proxy:main", FAILED)))
        .contains("release resume", "rollback")
        .doesNotContain("abort");
  }

  private static String hint(StepRecord... steps) {
    Screen screen =
        new Screen(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), false);
    Output output = new Output();
    new CommandLine(output).setCaseInsensitiveEnumValuesAllowed(true).parseArgs();
    ReleaseRecord stopped =
        new ReleaseRecord(
            "v42", ReleaseState.STOPPED, "{}", Instant.EPOCH, List.of(steps), List.of());
    ReleaseEnd end = new ReleaseEnd(screen, output, new ReleaseLines(screen));
    return catchThrowableOfType(SlipwayException.class, () -> end.forward(stopped)).hint();
  }

  private static StepRecord step(String name, Outcome outcome) {
    return new StepRecord(0, name, List.of(), 1, Instant.EPOCH, Duration.ZERO, outcome);
  }
}
