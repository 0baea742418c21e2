package dev.slipway.exec;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Long-lived processes that outlive the one that started them. Each has a session of its own, so
 * that neither a terminal's Ctrl-C nor the end of the controller reaches it, and a pid file that
 * says which process it is for good.
 */
public final class Daemons {
  /** In the environment of every daemon: found by it when its pid file was never written. */
  private static final String MARK = "SLIPWAY_PID_FILE";

  private static final Duration GLANCE = Duration.ofMillis(1);

  /**
   * Starts the program unless the pid file's process runs already, and returns at once: whether it
   * is ready is for the caller to ask. The command's deadline does not count here.
   *
   * @param log where output and errors are appended
   * @throws SlipwayException {@code PROGRAM_MISSING}, {@code COMMAND_FAILED}
   */
  public ProcessIdentity start(Command command, Path pidFile, Path log) {
    Optional<ProcessIdentity> running = running(pidFile);
    if (running.isPresent()) {
      return running.get();
    }
    ProcessBuilder builder =
        builder(command, pidFile)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return record(Invocation.start(command, builder), command, pidFile, log);
  }

  /**
   * Starts a program that the caller talks with: its input and its output are pipes, its errors are
   * appended to the log. It outlives the caller, and learns of the caller's end by the end of its
   * input.
   *
   * @throws SlipwayException {@code PROGRAM_MISSING}, {@code COMMAND_FAILED}
   */
  public Process converse(Command command, Path pidFile, Path log) {
    ProcessBuilder builder =
        builder(command, pidFile)
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    Process process = Invocation.start(command, builder);
    record(process, command, pidFile, log);
    return process;
  }

  /** The daemon of this pid file, when it runs. */
  public Optional<ProcessIdentity> running(Path pidFile) {
    Optional<ProcessIdentity> recorded = recorded(pidFile);
    return recorded.isPresent()
        ? recorded.filter(ProcessIdentity::alive)
        : unrecorded(pidFile).filter(ProcessIdentity::leadsSession);
  }

  /** Sends a signal to the daemon; false when it does not run. */
  public boolean signal(Path pidFile, Signal signal) {
    return running(pidFile).map(identity -> signal.send(identity.pid())).orElse(false);
  }

  /**
   * Ends the daemon: asked by TERM, and by KILL, its children too, at the deadline. Harmless when
   * it does not run.
   *
   * @return true when it ended by itself
   */
  public boolean stop(Path pidFile, Duration deadline) {
    Optional<ProcessIdentity> running = running(pidFile);
    boolean asked = true;
    if (running.isPresent()) {
      Signal.TERM.send(running.get().pid());
      asked = ended(running.get(), deadline);
    }
    if (!asked) {
      ProcessHandle.of(running.orElseThrow().pid()).ifPresent(LocalRunner::killTree);
      awaitEnd(running.orElseThrow(), Duration.ofSeconds(5));
    }
    AtomicFile.remove(pidFile);
    return asked;
  }

  /**
   * Waits until the process is gone.
   *
   * @throws SlipwayException {@code DEADLINE_EXCEEDED}, {@code INTERRUPTED}
   */
  public static void awaitEnd(ProcessIdentity process, Duration deadline) {
    Await.of("the end of process " + process.pid(), deadline)
        .every(GLANCE)
        .untilTrue(() -> !process.alive());
  }

  private static ProcessBuilder builder(Command command, Path pidFile) {
    return Invocation.of(command.with(MARK, mark(pidFile)), List.of("setsid"));
  }

  private static ProcessIdentity record(Process process, Command command, Path pidFile, Path log) {
    ProcessIdentity identity =
        ProcessIdentity.of(process.pid()).orElseThrow(() -> ended(command, log));
    AtomicFile.write(pidFile, identity.toString().getBytes(StandardCharsets.US_ASCII), "root");
    return identity;
  }

  private static boolean ended(ProcessIdentity process, Duration deadline) {
    try {
      awaitEnd(process, deadline);
      return true;
    } catch (SlipwayException e) {
      if (e.code() == ErrorCode.DEADLINE_EXCEEDED) {
        return false;
      }
      throw e;
    }
  }

  private static Optional<ProcessIdentity> recorded(Path pidFile) {
    try {
      return ProcessIdentity.parse(Files.readString(pidFile));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * A controller that dies between starting a process and writing its pid file leaves a daemon that
   * only its own environment names. The oldest one is it; the others are its children.
   */
  private static Optional<ProcessIdentity> unrecorded(Path pidFile) {
    String mark = MARK + "=" + mark(pidFile);
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .filter(entry -> entry.getFileName().toString().chars().allMatch(Character::isDigit))
          .filter(entry -> environment(entry).anyMatch(mark::equals))
          .flatMap(entry -> identity(entry).stream())
          .min(Comparator.comparingLong(ProcessIdentity::started));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<ProcessIdentity> identity(Path entry) {
    return ProcessIdentity.of(Long.parseLong(entry.getFileName().toString()));
  }

  private static Stream<String> environment(Path entry) {
    try {
      byte[] bytes = Files.readAllBytes(entry.resolve("environ"));
      return Stream.of(new String(bytes, StandardCharsets.UTF_8).split("\0", -1));
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  private static String mark(Path pidFile) {
    return pidFile.toAbsolutePath().normalize().toString();
  }

  private static SlipwayException ended(Command command, Path log) {
    return new SlipwayException(
        ErrorCode.COMMAND_FAILED,
        command.program() + " ended as soon as it was started",
        "its last words are in " + log);
  }
}
