package dev.slipway.driver.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Result;
import java.nio.file.Path;
import java.time.Duration;

/** What a script of {@link FileScripts} left, and what its exit code means. */
record EndedScript(int exitCode, String errors, SshSettings settings) {

  /** Throws when it did not do what it should with that file. */
  void check(Path file) {
    if (exitCode != 0) {
      throw failure(file);
    }
  }

  private SlipwayException failure(Path file) {
    String where = "%s on %s".formatted(file, settings.words());
    String last = new Result(0, "", errors, Duration.ZERO).lastLine();
    String why = last.isEmpty() ? "" : ": " + last;
    return switch (exitCode) {
      case FileScripts.NOT_THERE ->
          new SlipwayException(
              ErrorCode.FILE_MISSING, "there is no " + where, "nor, to write it, its folder");
      case FileScripts.NOT_ALLOWED ->
          new SlipwayException(
              ErrorCode.PERMISSION_DENIED,
              "%s may not have %s%s".formatted(settings.login().user(), where, why),
              "who owns it, and its folder?");
      case FileScripts.NOT_WRITTEN ->
          new SlipwayException(
              ErrorCode.DISK_FULL,
              "no room for %s%s".formatted(where, why),
              "make room on that disk; the former file is as it was");
      case FileScripts.DIFFERS -> differs(file, settings);
      default ->
          new SlipwayException(
              ErrorCode.COMMAND_FAILED,
              "%s: the script ended with exit code %d%s".formatted(where, exitCode, why),
              "are the GNU core utilities installed there?");
    };
  }

  static SlipwayException differs(Path file, SshSettings settings) {
    return new SlipwayException(
        ErrorCode.CHECKSUM_DIFFERS,
        "what arrived is not what was sent: %s on %s".formatted(file, settings.words()),
        "was the file written to meanwhile? run the same again");
  }
}
