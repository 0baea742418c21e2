package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.config.EstateFile;
import dev.slipway.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoVerbTest {
  @TempDir Path folder;

  @Test
  void neverStopsAndDeletesAnEstateThatIsNoDemos() throws IOException {
    Path file = folder.resolve("estate.yaml");
    Files.writeString(file, EstateFile.reference());

    CommandLineRun refused = CommandLineRun.real("demo", "--stop", "--state", folder.toString());

    assertThat(refused.exitCode()).isEqualTo(ErrorCode.ESTATE_MISSING.exitCode());
    assertThat(refused.errors()).contains("there is no estate of a demo in " + folder, "--state");
    assertThat(file).hasContent(EstateFile.reference());
  }

  @ParameterizedTest
  @CsvSource({
    "--documents 0, USAGE, at least one document",
    "--documents -5, USAGE, at least one document",
    "--inserts nowhere, FILE_MISSING, there is no folder",
    "--cluster-size 0, USAGE, at least one data node",
    "--clustered --cluster-size 1, USAGE, would lose its index",
    "--stop --keep, USAGE, one of them",
    "--documents 5 --inserts ., USAGE, one of them"
  })
  void isRefusedBeforeAnythingIsStarted(String options, ErrorCode code, String why) {
    for (String dryRun : new String[] {"", " --dry-run"}) {
      CommandLineRun refused = CommandLineRun.real(("demo " + options + dryRun).split(" ", -1));

      assertThat(refused.exitCode()).isEqualTo(code.exitCode());
      assertThat(refused.errors()).contains(why);
    }
  }
}
