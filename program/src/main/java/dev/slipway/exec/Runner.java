package dev.slipway.exec;

import dev.slipway.error.SlipwayException;
import java.util.function.Consumer;

/** Runs programs on one machine: this one, or one reached by SSH. Safe for concurrent use. */
public interface Runner {

  /**
   * Runs a program to its end, whatever its exit code.
   *
   * @param lines is handed each line of output and errors as it is written
   * @throws SlipwayException {@code PROGRAM_MISSING} when there is no such program, {@code
   *     DEADLINE_EXCEEDED} when it did not end in time (it and its children are gone then), {@code
   *     INTERRUPTED} when the calling thread was
   */
  Result run(Command command, Consumer<String> lines);

  /** As above, nobody listening. */
  default Result run(Command command) {
    return run(command, line -> {});
  }

  /**
   * Runs a program that must succeed.
   *
   * @throws SlipwayException also {@code COMMAND_FAILED} with the program's last line when it exits
   *     non-zero
   */
  default Result check(Command command) {
    return check(command, line -> {});
  }

  /** As above, its lines handed on as they are written. */
  default Result check(Command command, Consumer<String> lines) {
    Result result = run(command, lines);
    if (!result.succeeded()) {
      throw CommandFailure.of(command, result);
    }
    return result;
  }
}
