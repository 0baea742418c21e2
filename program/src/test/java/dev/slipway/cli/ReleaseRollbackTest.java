package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.OpenEstate;
import dev.slipway.config.Estate;
import dev.slipway.error.ErrorCode;
import dev.slipway.fake.ReleasedEstate;
import dev.slipway.release.Releases;
import dev.slipway.release.Services;
import dev.slipway.service.Machines;
import dev.slipway.workflow.Journal;
import dev.slipway.workflow.ReleaseState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseRollbackTest {
  private static final String[] RESTORE = {"release", "rollback", "v42", "--to-restore-point"};

  @TempDir Path folder;
  private ReleasedEstate estate;

  @BeforeEach
  void release() {
    estate = new ReleasedEstate(folder);
    estate.journal();
  }

  @Test
  void showsEveryStepAndChangesNothing() throws IOException {
    CommandLineRun plan = run("release", "rollback", "v42", "--dry-run");

    assertThat(plan.exitCode()).as(plan.errors()).isZero();
    assertThat(plan.output())
        .contains("rollback of v42 of production, from v42-b to v41-b", "switch-proxy:main");
    JsonNode json =
        new ObjectMapper()
            .readTree(run("release", "rollback", "v42", "--dry-run", "--output", "json").output());
    assertThat(json.at("/direction").asText()).isEqualTo("BACK");
    assertThat(json.at("/steps/0/name").asText()).isEqualTo("check-way-back");
    assertThat(estate.execution.find("v42-rollback")).isEmpty();
  }

  @Test
  void goesBackAndSaysSo() {
    CommandLineRun rollback = run("release", "rollback", "v42");

    assertThat(rollback.exitCode()).as(rollback.errors()).isZero();
    assertThat(rollback.output()).contains("release v42-rollback is completed");
    assertThat(run("release", "status").output()).contains("v42-rollback", "rolled back");
    assertThat(run("release", "status", "v42-rollback").output()).contains("enable-keys", "done");
  }

  @Test
  void aRefusalIsOneLineAHintAndAnExitCodeAndLeavesNothingToTakeBack() {
    estate.formerDatabase.stop();

    CommandLineRun refused = run("release", "rollback", "v42");

    assertThat(refused.exitCode()).isEqualTo(ErrorCode.NOT_CAUGHT_UP.exitCode());
    assertThat(refused.errors())
        .contains("v41-b does not follow v42-b", "hint:", "nothing was changed");
    assertThat(estate.execution.find("v42").orElseThrow().state())
        .isEqualTo(ReleaseState.COMPLETED);
  }

  @Test
  void aLossIsToldAndConfirmedByTypingTheVersion() {
    estate = new ReleasedEstate(folder);
    estate.backups.push(line -> {});
    estate.journal(estate.restorePoint());
    estate.liveDatabase.write("lost");

    assertThat(run("release", "rollback", "v42", "--to-restore-point", "--dry-run").output())
        .contains("replace-database", "to v41-r", "1 transactions of 0 s would be lost by now");
    for (String[] wrong : List.of(new String[] {}, new String[] {"--confirm", "yes"})) {
      CommandLineRun refused = run(concat(RESTORE, wrong));
      assertThat(refused.exitCode()).isEqualTo(ErrorCode.NOT_CONFIRMED.exitCode());
      assertThat(refused.errors()).contains("1 transactions of 0 s would be lost");
      assertThat(estate.execution.find("v42-rollback")).isEmpty();
    }
    assertThat(run(concat(RESTORE, "--confirm", "v42")).exitCode()).isZero();
    assertThat(estate.restoredDatabase.rows()).isEmpty();
  }

  private static String[] concat(String[] some, String... more) {
    return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void whatIsNoVersionOrWasNeverReleasedIsRefused() {
    assertThat(run("release", "rollback", "42").exitCode()).isEqualTo(ErrorCode.USAGE.exitCode());
    assertThat(run("release", "rollback").exitCode()).isEqualTo(ErrorCode.USAGE.exitCode());
    assertThat(run("release", "rollback", "v40").exitCode())
        .isEqualTo(ErrorCode.RELEASE_UNKNOWN.exitCode());
  }

  @Test
  void itsHelpTeaches() {
    assertThat(run("release", "rollback", "--help").output())
        .contains("other", "--dry-run", "slipway release start", "Examples:");
  }

  private CommandLineRun run(String... arguments) {
    String file = folder.resolve("estate.yaml").toString();
    return CommandLineRun.of(
        opened -> open(),
        Stream.concat(Stream.of(arguments), Stream.of("--estate", file)).toArray(String[]::new));
  }

  private OpenEstate open() {
    return new OpenEstate() {
      @Override
      public Estate estate() {
        return estate.estate();
      }

      @Override
      public Services services() {
        return estate;
      }

      @Override
      public Releases releases() {
        return estate.releases();
      }

      @Override
      public Machines machines(String profile) {
        throw new AssertionError("a rollback asks no server by itself");
      }

      @Override
      public Journal journal() {
        return estate.execution;
      }

      @Override
      public void close() {}
    };
  }
}
