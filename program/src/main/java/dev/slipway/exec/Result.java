package dev.slipway.exec;

import java.time.Duration;

/**
 * What a program left: its exit code and output, the last 1 MiB of each stream as UTF-8.
 *
 * @param exitCode 0 for success
 */
public record Result(int exitCode, String output, String errors, Duration elapsed) {
  public boolean succeeded() {
    return exitCode == 0;
  }

  /** The last line that says something, of the errors or else of the output, for a message. */
  public String lastLine() {
    String text = errors.isBlank() ? output : errors;
    return text.lines()
        .filter(line -> !line.isBlank())
        .reduce((first, second) -> second)
        .orElse("");
  }
}
