package dev.slipway.exec;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;

/** The exception for a program that ended with a code other than 0. */
final class CommandFailure {
  private CommandFailure() {}

  static SlipwayException of(Command command, Result result) {
    return new SlipwayException(
        ErrorCode.COMMAND_FAILED,
        "%s ended with exit code %d: %s"
            .formatted(command.program(), result.exitCode(), result.lastLine()),
        "run the same command by hand on that server to see all of its output");
  }
}
