package dev.slipway.release.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A switchover between two machines, there and back, and one whose controller is cut off. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RemoteSwitchoverIT {
  private static final Duration BUDGET = Duration.ofSeconds(5);

  /** What acting takes once the controller is gone, on a machine that is busy with other tests. */
  private static final Duration ACTING = Duration.ofSeconds(8);

  private final RemoteSwitchover sites = new RemoteSwitchover();

  @AfterAll
  void stop() throws IOException {
    sites.close();
  }

  @Test
  void movesTheRightToWriteToTheOtherMachineAndBack() throws Exception {
    for (int i = 0; i < 2; i++) {
      WritableSampler sampler = new WritableSampler(sites.from().postgres(), sites.to().postgres());
      int failures = failures();
      Optional<SlipwayException> error = sites.run(StopPoint.HELD, () -> {}, BUDGET);
      assertThat(error).isEmpty();
      sites.awaitServed(ACTING);
      sampler.end();
      assertThat(sampler.both()).isZero();
      assertThat(failures()).isEqualTo(failures);
      assertThat(sites.settle()).isTrue();
    }
  }

  @Test
  void clientsOfBothPoolersAreServedByTheOldDatabaseWhenTheControllerIsCutOffBeforeItPromotes()
      throws Exception {
    WritableSampler sampler = new WritableSampler(sites.from().postgres(), sites.to().postgres());
    Optional<SlipwayException> error = sites.run(StopPoint.FENCED, this::cutOff, BUDGET);
    assertThat(error).isPresent();
    sites.awaitServed(ACTING);
    sampler.end();
    assertThat(sampler.both()).isZero();
    sites.from().sshd().start();
    sites.to().sshd().start();
    assertThat(sites.settle()).isFalse();
  }

  private int failures() {
    return sites.from().writer().failures().size() + sites.to().writer().failures().size();
  }

  /** For good: it cannot come back either. */
  private void cutOff() {
    sites.from().sshd().cutOff();
    sites.to().sshd().cutOff();
  }
}
