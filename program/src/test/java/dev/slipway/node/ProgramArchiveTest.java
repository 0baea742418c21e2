package dev.slipway.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgramArchiveTest {
  @TempDir Path folder;
  private final LocalRunner runner = new LocalRunner();
  private Path home;

  @BeforeEach
  void unpack() throws IOException {
    home = folder.resolve("slipway-0.1.0");
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(home.resolve("bin/slipway"), "#!/bin/sh\n");
  }

  @Test
  void holdsTheFolderThatTheProgramRunsFrom() throws IOException {
    ProgramArchive.Packed packed = archive(home).packed();

    assertThat(packed.sha256()).isEqualTo(Sha256.of(packed.file()));
    assertThat(runner.check(Command.of("tar", "-tzf", packed.file().toString())).output())
        .contains("slipway-0.1.0/bin/slipway");
  }

  @Test
  void isPackedOnceAndAnewWhenTheProgramIsAnother() throws IOException {
    ProgramArchive.Packed first = archive(home).packed();
    assertThat(Files.getLastModifiedTime(archive(home).packed().file()))
        .isEqualTo(Files.getLastModifiedTime(first.file()));

    Files.writeString(home.resolve("bin/slipway"), "#!/bin/sh\nexit 1\n");

    assertThat(archive(home).packed().sha256()).isNotEqualTo(first.sha256());
    assertThat(first.file()).doesNotExist();
  }

  @Test
  void theSameFolderGivesTheSameArchive() {
    String first = archive(home).packed().sha256();
    Path elsewhere = folder.resolve("elsewhere");

    assertThat(new ProgramArchive(Optional.of(home), elsewhere, runner).packed().sha256())
        .isEqualTo(first);
  }

  @Test
  void saysWhatToBuildWhenItRunsFromASourceTree() {
    assertThatThrownBy(
            () -> new ProgramArchive(Optional.empty(), folder.resolve("kept"), runner).packed())
        .isInstanceOfSatisfying(
            SlipwayException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.PROGRAM_MISSING);
              assertThat(e.hint()).contains("./slipway", "package");
            });
  }

  private ProgramArchive archive(Path from) {
    return new ProgramArchive(Optional.of(from), folder.resolve("kept"), runner);
  }
}
