package dev.slipway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unit as systemd reads it. */
class BootUnitTest {
  private static final Path ANALYZE = Path.of("/usr/bin/systemd-analyze");

  @TempDir Path folder;

  @Test
  void runsTheCommandAsItIsGiven() {
    assertThat(unit("/bin/slipway", "node", "up", "100%", "$HOME", "two words").text())
        .contains("\nExecStart=/bin/slipway node up 100%% $$HOME \"two words\"\n");
  }

  @Test
  void isNothingToAMachineThatHoldsNoServerAnyMore() {
    Optional<Path> manifest = Optional.of(Path.of("/srv/slipway/servers/v42-b/manifest.json"));
    assertThat(new BootUnit(List.of("/bin/true"), manifest).text())
        .contains("\nConditionPathExists=/srv/slipway/servers/v42-b/manifest.json\n\n[Service]\n");
    assertThat(unit("/bin/true").text()).doesNotContain("Condition").doesNotContain("\n\n\n");
  }

  @Test
  void systemdFindsNothingWrong() throws IOException {
    assumeThat(ANALYZE).exists();
    Path file = folder.resolve("slipway-v42-b.service");
    BootUnit unit = new BootUnit(List.of("/bin/echo", "two words"), Optional.of(folder));
    Files.writeString(file, unit.text());

    assertThat(new LocalRunner().check(Command.of(ANALYZE.toString(), "verify", file.toString())))
        .satisfies(said -> assertThat(said.errors()).isEmpty());
  }

  private static BootUnit unit(String... command) {
    return new BootUnit(List.of(command), Optional.empty());
  }
}
