package dev.slipway.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/** Where an error is told at length: {@code slipway.log} in the estate's state folder. */
final class ErrorLog {
  private Path folder = Path.of(System.getProperty("java.io.tmpdir"), "slipway");

  void in(Path state) {
    folder = state;
  }

  /** Appends the error with its stack; empty when even that fails. */
  Optional<Path> append(Throwable error) {
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
