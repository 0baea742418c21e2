package dev.slipway.cli;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A confirmation of what cannot be taken back: the name of what it is done to is typed, so that no
 * habit of saying yes gives it.
 *
 * @param why it is asked for, as a sentence
 * @param given on the command line, for scripts
 * @param typed asks the user; empty when there is none
 */
record Confirmation(String why, Optional<String> given, Supplier<Optional<String>> typed) {

  /**
   * @throws SlipwayException {@code NOT_CONFIRMED}
   */
  void require(String name) {
    String answer = given.or(typed).orElseThrow(() -> missing(name));
    if (!answer.strip().equals(name)) {
      throw new SlipwayException(
          ErrorCode.NOT_CONFIRMED,
          "'%s' is not %s: nothing was changed".formatted(answer, name),
          "type the whole name: " + why);
    }
  }

  private SlipwayException missing(String name) {
    return new SlipwayException(
        ErrorCode.NOT_CONFIRMED,
        why + ", and nobody is here to confirm it",
        "a script confirms it with --confirm " + name);
  }
}
