package dev.slipway.cli;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.FileRights;
import java.nio.file.Path;

/**
 * A file and where it goes.
 *
 * @param to a path, in which %s is the server's name
 */
record FileCopy(Path from, String to, FileRights rights) {
  Path on(String server) {
    return Path.of(to.replace("%s", server));
  }

  static FileCopy parse(String text, FileRights rights) {
    int colon = text.lastIndexOf(':');
    if (colon < 1 || !text.startsWith("/", colon + 1)) {
      throw new SlipwayException(
          ErrorCode.USAGE,
          "\"%s\" does not say where to copy it".formatted(text),
          "write --copy FILE:/whole/path");
    }
    return new FileCopy(Path.of(text.substring(0, colon)), text.substring(colon + 1), rights);
  }
}
