package dev.slipway.node;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Follows a file that grows, and hands on each whole line once. */
final class LogTail {
  private final Path file;
  private final Consumer<String> lines;
  private long position;

  /** Begins where the file ends now. */
  LogTail(Path file, Consumer<String> lines) {
    this.file = file;
    this.lines = lines;
    this.position = file.toFile().length();
  }

  /** Hands on what came since the last time; half a line waits for its other half. */
  void pass() {
    if (Files.exists(file)) {
      String text = read();
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      position += whole.getBytes(StandardCharsets.UTF_8).length;
      whole.lines().forEach(lines);
    }
  }

  private String read() {
    try (var open = new RandomAccessFile(file.toFile(), "r")) {
      // A log that was rolled over begins anew.
      position = Math.min(position, open.length());
      byte[] bytes = new byte[Math.toIntExact(open.length() - position)];
      open.seek(position);
      open.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
