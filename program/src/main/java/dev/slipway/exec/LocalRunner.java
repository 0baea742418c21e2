package dev.slipway.exec;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs programs on this machine. Lines of output and errors may be handed on concurrently. */
public final class LocalRunner implements Runner {
  private static final Duration STRAGGLERS = Duration.ofMillis(500);

  @Override
  public Result run(Command command, Consumer<String> lines) {
    long begin = System.nanoTime();
    Process process = Invocation.start(command, Invocation.of(command, List.of()));
    try {
      StreamTail output = new StreamTail(process.getInputStream(), lines);
      StreamTail errors = new StreamTail(process.getErrorStream(), lines);
      if (!process.waitFor(command.deadline().toNanos(), TimeUnit.NANOSECONDS)) {
        throw tooLong(command, errors.text(Duration.ZERO.plusMillis(1)));
      }
      return new Result(
          process.exitValue(),
          output.text(STRAGGLERS),
          errors.text(STRAGGLERS),
          Duration.ofNanos(System.nanoTime() - begin));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SlipwayException(
          ErrorCode.INTERRUPTED, "interrupted while running " + command.program(), "", e);
    } finally {
      if (process.isAlive()) {
        killTree(process.toHandle());
        // It is there until the system has put it away, which a broken disk may delay for ever.
        process.onExit().completeOnTimeout(process, 1, TimeUnit.SECONDS).join();
      }
    }
  }

  /**
   * Starts a program to talk with; the command's deadline does not count.
   *
   * @param errors is handed each line of its errors as it is written
   * @throws SlipwayException {@code PROGRAM_MISSING}, {@code COMMAND_FAILED}
   */
  public Dialogue converse(Command command, Consumer<String> errors) {
    return LocalDialogue.start(command, errors);
  }

  /** The parent first, so that it starts no new child while its children are ended. */
  static void killTree(ProcessHandle process) {
    List<ProcessHandle> children = process.children().toList();
    process.destroyForcibly();
    children.forEach(LocalRunner::killTree);
  }

  private static SlipwayException tooLong(Command command, String errors) {
    String last = new Result(0, "", errors, Duration.ZERO).lastLine();
    return new SlipwayException(
        ErrorCode.DEADLINE_EXCEEDED,
        "%s did not end within %d ms%s"
            .formatted(
                command.program(),
                command.deadline().toMillis(),
                last.isEmpty() ? "" : "; it said last: " + last),
        "it and its children were ended; run the same command by hand to see where it hangs");
  }
}
