package dev.slipway.node;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/**
 * The server's bootstrap log: one line an event, {@code 2026-01-31T12:00:00.123Z step: text},
 * appended, so that whoever tails it sees each line when it happens. Safe for concurrent use.
 */
final class BootstrapLog {
  private final Path file;
  private final Clock clock;
  private final Consumer<String> also;

  /**
   * @param also is handed every line too
   */
  BootstrapLog(Path file, Clock clock, Consumer<String> also) {
    this.file = file;
    this.clock = clock;
    this.also = also;
  }

  /** Where one step writes. */
  Consumer<String> of(String step) {
    return text -> text.lines().filter(line -> !line.isBlank()).forEach(line -> add(step, line));
  }

  private synchronized void add(String step, String line) {
    String entry =
        "%s %s: %s".formatted(clock.instant().truncatedTo(ChronoUnit.MILLIS), step, line.strip());
    try {
      Files.write(
          file,
          (entry + "\n").getBytes(StandardCharsets.UTF_8),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.PERMISSION_DENIED, "cannot write " + file, "who owns its folder?", e);
    }
    also.accept(entry);
  }

  private static boolean says(String line) {
    return !line.isBlank() && !line.startsWith("hint: ");
  }

  /** The last line that says what is the matter, for a message; empty when there is none. */
  static String lastLine(Path log) {
    if (!Files.exists(log)) {
      return "";
    }
    try {
      String text = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
      return text.lines().filter(BootstrapLog::says).reduce((a, b) -> b).orElse("").strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
