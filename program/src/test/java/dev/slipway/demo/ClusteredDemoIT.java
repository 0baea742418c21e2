package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.testing.TestState;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code slipway demo --clustered} does. */
@Tag("nightly")
class ClusteredDemoIT {
  private static final int DOCUMENTS = 300_000;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void noWriteIsLostWhileOneDataNodeAfterTheOtherIsKilledAndReplaced() throws IOException {
    try (TestState state = new TestState()) {
      Path folder = state.folder();
      DemoOptions options =
          new DemoOptions(
              new DemoEstate.Documents.Generated(DOCUMENTS),
              DemoSources.in(folder),
              folder.resolve("estate"),
              folder.resolve("report"),
              DemoClusters.of(true, Optional.empty()),
              false);

      DemoReport report = new Demo(options, System.out::println).run();

      assertThat(report.kills())
          .extracting(NodeKill::node)
          .containsExactly("v42-b-data1", "v42-b-data2", "v42-b-data3");
      assertThat(report.kills())
          .allSatisfy(kill -> assertThat(kill.during()).isEqualTo("wait-for-index"))
          .allSatisfy(kill -> assertThat(kill.whole()).isLessThan(LONGEST));
      assertThat(report.ledger().clean()).isTrue();
      assertThat(report.load().unacknowledged())
          .as(report.load().firstFailures().toString())
          .isEmpty();
      assertThat(folder.resolve("report/report.html")).content().contains("v42-b-data1-r1");
    }
  }
}
