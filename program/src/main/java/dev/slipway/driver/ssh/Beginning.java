package dev.slipway.driver.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far a script came before its program was started: its first word on the error stream.
 *
 * @param pid of the program, which leads a group of its own; 0 unless it was started
 * @param before what the login shell, or sudo, said before the script did
 */
record Beginning(Kind kind, long pid, String before) {
  private static final int LONGEST = 1 << 16;

  /** How far it came. */
  enum Kind {
    /** The program runs. */
    STARTED,
    /** There is no such folder to run it in. */
    FOLDER,
    /** There is no such program. */
    PROGRAM,
    /** Nothing was heard of the script: whoever should have run it refused. */
    SILENT
  }

  /** Reads up to the script's word, and leaves the stream behind it. */
  static Beginning read(InputStream errors, String token) throws IOException {
    StringBuilder before = new StringBuilder();
    while (before.length() < LONGEST) {
      Optional<String> line = line(errors);
      if (line.isEmpty()) {
        break;
      }
      List<String> words = Arrays.asList(line.get().split(" ", -1));
      if (words.getFirst().equals(token)) {
        Kind kind = Kind.valueOf(words.get(1));
        long pid = kind == Kind.STARTED ? Long.parseLong(words.get(2)) : 0;
        return new Beginning(kind, pid, before.toString());
      }
      before.append(line.get()).append('\n');
    }
    return new Beginning(Kind.SILENT, 0, before.toString());
  }

  /**
   * @throws SlipwayException {@code PROGRAM_MISSING}, {@code COMMAND_FAILED} when it began and did
   *     not come to its program
   */
  void requireProgram(SshSettings settings, Command command) {
    switch (kind) {
      case STARTED -> {}
      case PROGRAM ->
          throw new SlipwayException(
              ErrorCode.PROGRAM_MISSING,
              "there is no program %s on %s"
                  .formatted(command.arguments().getFirst(), settings.words()),
              "install its package there");
      case FOLDER ->
          throw new SlipwayException(
              ErrorCode.COMMAND_FAILED,
              "%s did not start on %s: no folder %s"
                  .formatted(
                      command.program(), settings.words(), command.directory().orElseThrow()),
              "create it, and let the user enter it");
      case SILENT -> throw new IllegalStateException("was refused before");
    }
  }

  private static Optional<String> line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    if (next < 0) {
      return Optional.empty();
    }
    while (next >= 0 && next != '\n' && line.size() < LONGEST) {
      line.write(next);
      next = in.read();
    }
    return Optional.of(line.toString(StandardCharsets.UTF_8));
  }
}
