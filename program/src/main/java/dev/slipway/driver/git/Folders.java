package dev.slipway.driver.git;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders that come and go. */
final class Folders {
  private Folders() {}

  /** Removes a folder of our own with all that is in it; harmless when there is none. */
  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw trouble("cannot remove " + folder, e);
    }
  }

  /**
   * @throws SlipwayException {@code NAME_TAKEN} when something is in it already
   */
  static void needEmpty(Path folder) {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> content = Files.list(folder)) {
        List<Path> first = content.limit(1).toList();
        if (!first.isEmpty()) {
          throw new SlipwayException(
              ErrorCode.NAME_TAKEN,
              "the folder %s is not empty, it holds %s".formatted(folder, first.getFirst()),
              "name a folder that is empty or does not exist");
        }
      }
    } catch (IOException e) {
      throw trouble("cannot use the folder " + folder, e);
    }
  }

  static SlipwayException trouble(String what, IOException cause) {
    return new SlipwayException(
        ErrorCode.PERMISSION_DENIED,
        what + ": " + cause,
        "check this user's rights there and the room left on the disk",
        cause);
  }
}
