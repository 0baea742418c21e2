package dev.slipway.release.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What can break between a controller and two machines, at every point of the hold: at no moment
 * two writable databases, no acknowledged write lost, clients of both poolers served soon after.
 */
@Tag("nightly")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RemoteHoldWatchIT {
  private static final Duration BUDGET = Duration.ofSeconds(5);
  private static final Duration ACTING = Duration.ofSeconds(10);

  private final RemoteSwitchover sites = new RemoteSwitchover();

  @AfterAll
  void stop() throws IOException {
    sites.close();
  }

  /** What breaks. */
  enum Fault {
    OLD_CONNECTION_CUT {
      @Override
      void happen(RemoteSwitchover sites) {
        sites.from().sshd().dropConnections();
      }
    },
    NEW_CONNECTION_CUT {
      @Override
      void happen(RemoteSwitchover sites) {
        sites.to().sshd().dropConnections();
      }
    },
    CONTROLLER_CUT_OFF {
      @Override
      void happen(RemoteSwitchover sites) {
        sites.from().sshd().cutOff();
        sites.to().sshd().cutOff();
      }

      @Override
      void mend(RemoteSwitchover sites) {
        sites.from().sshd().start();
        sites.to().sshd().start();
      }
    },
    OLD_SERVING_PROCESS_KILLED {
      @Override
      void happen(RemoteSwitchover sites) {
        sites.from().killServing();
      }
    },
    NEW_SERVING_PROCESS_KILLED {
      @Override
      void happen(RemoteSwitchover sites) {
        sites.to().killServing();
      }
    };

    abstract void happen(RemoteSwitchover sites);

    void mend(RemoteSwitchover sites) {}
  }

  static Stream<Arguments> faults() {
    return Arrays.stream(Fault.values())
        .flatMap(fault -> Arrays.stream(StopPoint.values()).map(point -> arguments(fault, point)));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void oneDatabaseServes(Fault fault, StopPoint point) throws Exception {
    WritableSampler sampler = new WritableSampler(sites.from().postgres(), sites.to().postgres());
    Optional<SlipwayException> error = sites.run(point, () -> fault.happen(sites), BUDGET);
    sites.awaitServed(BUDGET.plus(Watch.MARGIN).plus(ACTING));
    fault.mend(sites);
    boolean promoted = sites.settle();
    sampler.end();
    assertThat(sampler.both()).isZero();
    assertThat(promoted || error.isPresent()).isTrue();
  }
}
