package dev.slipway.cli;

import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Where an error is told at length: {@code slipway.log} in the estate's state folder. Before an
 * estate was read, or where that cannot be written, only a defect is worth a file, in the folder
 * for temporary ones.
 */
final class ErrorLog {
  private Optional<Path> state = Optional.empty();

  void in(Path folder) {
    state = Optional.of(folder);
  }

  /** Appends an error that the user can do something about. */
  void append(SlipwayException error) {
    state.ifPresent(folder -> append(error, folder));
  }

  /** Appends a defect; empty when even that fails. */
  Optional<Path> append(Exception defect) {
    return state
        .flatMap(folder -> append(defect, folder))
        .or(() -> append(defect, Path.of(System.getProperty("java.io.tmpdir"), "slipway-errors")));
  }

  private static Optional<Path> append(Exception error, Path folder) {
    StringWriter text = new StringWriter();
    error.printStackTrace(new PrintWriter(text));
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve("slipway.log");
      String entry = Instant.now() + " " + text + System.lineSeparator();
      Files.writeString(
          file,
          entry,
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      return Optional.of(file);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
