package dev.slipway.node;

import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One file a password: its first line is the password. */
public record PasswordFiles(Path user, Path superuser, Path replicator) {

  /**
   * The password in a file.
   *
   * @throws SlipwayException {@code SECRET_MISSING}
   */
  public static Secret read(Path file) {
    try (var lines = Files.lines(file)) {
      return lines
          .findFirst()
          .filter(line -> !line.isBlank())
          .map(Secret::new)
          .orElseThrow(() -> missing(file, null));
    } catch (IOException e) {
      throw missing(file, e);
    }
  }

  private static SlipwayException missing(Path file, IOException cause) {
    return new SlipwayException(
        ErrorCode.SECRET_MISSING,
        cause == null
            ? "there is no password in " + file
            : "the password's file %s cannot be read".formatted(file),
        "write the password into the file's first line, readable only by you",
        cause);
  }
}
