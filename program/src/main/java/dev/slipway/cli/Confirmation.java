package dev.slipway.cli;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A confirmation of what cannot be taken back: the version is typed, so that no habit of saying yes
 * gives it.
 *
 * @param given on the command line, for scripts
 * @param typed asks the user; empty when there is none
 */
record Confirmation(Optional<String> given, Supplier<Optional<String>> typed) {

  /**
   * @throws SlipwayException {@code NOT_CONFIRMED}
   */
  void require(String version) {
    String answer = given.or(typed).orElseThrow(() -> missing(version));
    if (!answer.strip().equals(version)) {
      throw new SlipwayException(
          ErrorCode.NOT_CONFIRMED,
          "'%s' is not %s: nothing was changed".formatted(answer, version),
          "type the version of the release that is taken back");
    }
  }

  private static SlipwayException missing(String version) {
    return new SlipwayException(
        ErrorCode.NOT_CONFIRMED,
        "this loses what was written since, and nobody is here to confirm it",
        "a script confirms it with --confirm " + version);
  }
}
