package dev.slipway.release.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.fake.ReleasedEstate;
import dev.slipway.service.DatabaseRole;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.StepRecord;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy's configuration that somebody spoils after the release has looked at it. */
class SwitchDatabaseTest {
  @TempDir Path folder;
  private ReleasedEstate estate;

  @BeforeEach
  void release() {
    estate = new ReleasedEstate(folder);
  }

  @Test
  void holdsNobodyWhenAProxyCouldNotFollow() {
    ReleaseRecord stopped = estate.releases().start(ReleasedEstate.V43, new Spoiler());

    StepRecord last = stopped.steps().getLast();
    assertThat(last.name()).isEqualTo("switch-database");
    assertThat(last.outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo(ErrorCode.PROXY_CONFIGURATION));
    assertThat(estate.liveDatabase.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(estate.livePooler.status().target()).isEqualTo(estate.live.database());
    assertThat(estate.releases().abort(StepListener.silent()).state())
        .isEqualTo(ReleaseState.ABORTED);
  }

  private final class Spoiler implements StepListener {
    @Override
    public void started(Step step, int position, int total) {
      if (step.name().equals("switch-database")) {
        estate.main.spoil();
      }
    }

    @Override
    public void progress(Step step, String line) {}

    @Override
    public void ended(Step step, StepRecord record) {}
  }
}
