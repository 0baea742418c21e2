package dev.slipway.driver.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.exec.Ownership;
import dev.slipway.service.Schedule.Entry;
import dev.slipway.testing.RealCron;
import dev.slipway.testing.TestState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A job as the schedule writes it, run by Debian's cron. Cron looks once a minute. */
final class RealCronIT {
  private static final Duration LONGEST = Duration.ofSeconds(75);
  private static final List<String> ODD =
      List.of("two words", "100%", "it's", "%", "''", "$HOME `id`", "\"x\"", "", "ü", "~", "*");

  @Test
  void cronRunsTheJobWithEveryArgumentAsItIs() throws IOException {
    assumeTrue(Ownership.root(), "only root may give cron a folder of jobs of its own");
    try (TestState state = new TestState()) {
      Path jobs = Files.createDirectory(state.folder().resolve("cron.d"));
      Path seen = state.folder().resolve("seen");
      var schedule = new CronFileSchedule(new CronSettings(jobs.resolve("v42-b"), "root"));
      schedule.install(new Entry("nightly", "* * * * *", printing(seen)));
      schedule.install(new Entry("removed", "* * * * *", List.of("touch", removed(state))));
      schedule.remove("removed");
      try (var cron = new RealCron(state.folder(), jobs)) {
        Awaitility.await()
            .atMost(LONGEST)
            .failFast("cron ended", () -> !cron.running())
            .until(() -> Files.exists(seen));
        assertThat(seen).hasContent(String.join("", ODD.stream().map("<%s>"::formatted).toList()));
        assertThat(Path.of(removed(state))).doesNotExist();
      }
    }
  }

  private static String removed(TestState state) {
    return state.folder().resolve("removed").toString();
  }

  /** Under another name until it is whole. */
  private static List<String> printing(Path file) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("sh", "-c", "printf '<%s>' \"$@\" > \"$0.part\" && mv \"$0.part\" \"$0\""));
    command.add(file.toString());
    command.addAll(ODD);
    return command;
  }
}
