package dev.slipway.driver.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.service.Schedule;
import dev.slipway.service.ScheduleContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CronFileScheduleIT extends ScheduleContract {
  @TempDir Path folder;

  @Test
  void writesAJobAsCronReadsIt() throws IOException {
    schedule().install(NIGHTLY);
    assertThat(file())
        .hasContent(
            """
            # slipway: backup
            0 7 * * * root /opt/slipway/bin/slipway backup push
            """);
  }

  @Test
  void keepsOtherLinesByteForByte() throws IOException {
    byte[] others =
        "SHELL=/bin/bash\r\n\n\t# caf\u00e9\n1 2 * * * root  date +\\%F\n# slipway: x\n0 0 * * * me y"
            .getBytes(StandardCharsets.ISO_8859_1);
    Files.write(file(), others);
    schedule().install(NIGHTLY);
    schedule().remove("backup");
    byte[] after = Files.readAllBytes(file());
    assertThat(new String(after, StandardCharsets.ISO_8859_1))
        .isEqualTo(new String(others, StandardCharsets.ISO_8859_1) + "\n");
  }

  @Test
  void replacesAJobInItsPlace() throws IOException {
    schedule().install(NIGHTLY);
    Files.writeString(file(), Files.readString(file()) + "9 9 * * * me z\n");
    schedule().install(new Schedule.Entry("backup", "5 7  * * *", List.of("later")));
    assertThat(file()).hasContent("# slipway: backup\n5 7 * * * root later\n9 9 * * * me z\n");
  }

  @Test
  void keepsTheModeOfTheFile() throws IOException {
    Files.createFile(file());
    Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));
    schedule().install(NIGHTLY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void createsNothingToRemoveAJobFromNowhere() {
    schedule().remove("backup");
    assertThat(file()).doesNotExist();
  }

  @Test
  void handsEveryArgumentToTheShellAsItIs() throws IOException {
    List<String> odd =
        List.of("two words", "100%", "it's", "%", "''", "$HOME `id`", "\"x\"", "", "ü", "~", "*");
    schedule()
        .install(
            new Schedule.Entry(
                "odd",
                "* * * * *",
                Stream.concat(Stream.of("printf", "<%s>"), odd.stream()).toList()));
    String line = Files.readAllLines(file()).getLast();
    String command = line.substring(line.indexOf("root ") + "root ".length());
    String expected = String.join("", odd.stream().map(word -> "<" + word + ">").toList());
    for (String seen : List.of(command, command.replace("\\%", "%"))) {
      assertThat(new LocalRunner().check(Command.of("sh", "-c", seen)).output())
          .isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"back\\slash", "line\nbreak"})
  void refusesWhatCronsReadDifferently(String argument) {
    fails(
        () -> schedule().install(new Schedule.Entry("x", "0 7 * * *", List.of("echo", argument))));
  }

  @Test
  void refusesANameThatWouldBreakTheFile() {
    fails(() -> schedule().install(new Schedule.Entry("a\nb", "0 7 * * *", List.of("true"))));
    fails(() -> schedule().install(new Schedule.Entry("a", "0 7 * * *", List.of())));
    fails(() -> schedule().install(new Schedule.Entry("a", "0 7 * * *", List.of("x".repeat(999)))));
  }

  @Test
  void refusesAFileThatCronPassesOver() {
    fails(() -> new CronFileSchedule(new CronSettings(Path.of("/etc/cron.d/a.b"), "root")));
  }

  @Test
  void saysThatAJobWasChangedByHand() throws IOException {
    Files.writeString(file(), "# slipway: backup\n0 7 * * * root a && b\n");
    assertThatThrownBy(() -> schedule().find("backup")).message().contains("by hand");
    schedule().install(NIGHTLY);
    assertThat(schedule().find("backup")).contains(NIGHTLY);
  }

  private Path file() {
    return folder.resolve("slipway");
  }

  @Override
  protected Schedule schedule() {
    return new CronFileSchedule(new CronSettings(file(), "root"));
  }

  /** Its place is taken by a folder: that stops root, too. */
  @Override
  protected void unwritable() {
    try {
      Files.createDirectory(file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
