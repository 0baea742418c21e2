package dev.catalog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Whether the file indexer is to run: one word in a file that another process may change, so that
 * switching restarts nothing.
 *
 * @param file holds {@code on} or {@code off}; need not exist
 * @param initially what holds as long as the file does not exist
 */
public record FileIndexerSwitch(Path file, boolean initially) {

  /** The switch of a configured process. */
  public static FileIndexerSwitch of(Configuration configuration) {
    return new FileIndexerSwitch(
        configuration.state().resolve("file-indexer"), configuration.fileIndexer());
  }

  /** Reads the file anew. */
  public boolean isOn() {
    try {
      return Files.exists(file) ? Files.readString(file).strip().equals("on") : initially;
    } catch (IOException e) {
      throw new UncheckedIOException("the file indexer's switch " + file, e);
    }
  }

  /** Replaces the file atomically; a reader sees the old word or the new one. */
  public void turn(boolean on) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      var next = file.resolveSibling(file.getFileName() + ".next");
      Files.writeString(next, on ? "on\n" : "off\n", StandardCharsets.UTF_8);
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("the file indexer's switch " + file, e);
    }
  }
}
