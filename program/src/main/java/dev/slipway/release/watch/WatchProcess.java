package dev.slipway.release.watch;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.release.HoldWatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The controller's end of the watch's process: a line over a pipe each way. The pipe is also how
 * the watch learns that the controller has ended, for whatever reason.
 */
public final class WatchProcess implements HoldWatch {
  private static final Duration BEGIN = Duration.ofSeconds(60);
  private static final Duration CONFIRM = Duration.ofSeconds(2);
  private static final Duration STOP = Duration.ofSeconds(1);

  /** Longer than the watch itself is patient, so that its own answer is heard. */
  private static final Duration ACT = Duration.ofSeconds(100);

  private final Command command;
  private final Traces traces;
  private final Daemons daemons;
  private Optional<Conversation> conversation = Optional.empty();

  /**
   * What a watch leaves, beside the pooler that it watches.
   *
   * @param pid says which process it is: there is one at a time
   * @param outcome one line about what it did by itself, see {@link WatchLog}
   */
  public record Traces(Path pid, Path log, Path outcome) {}

  /**
   * @param command a program that runs a {@link Watch} on its standard input and output
   */
  public WatchProcess(Command command, Traces traces, Daemons daemons) {
    this.command = command;
    this.traces = traces;
    this.daemons = daemons;
  }

  @Override
  public void start() {
    close();
    daemons.stop(traces.pid(), STOP);
    AtomicFile.remove(traces.outcome());
    Process process = daemons.converse(command, traces.pid(), traces.log());
    conversation = Optional.of(new Conversation(process));
    expect("ready", BEGIN);
  }

  @Override
  public void arm(Duration budget) {
    tell(new Order.Arm(budget));
    expect("armed", CONFIRM);
  }

  @Override
  public void disarm() {
    tell(new Order.Disarm());
  }

  @Override
  public void giveBack() {
    try {
      tell(new Order.GiveBack());
      expect("done", ACT);
    } catch (SlipwayException e) {
      if (e.code() != ErrorCode.COMMAND_FAILED || daemons.running(traces.pid()).isPresent()) {
        throw e;
      }
      // It died. Nobody else can promise now what this controller knew.
      start();
      recover();
    }
  }

  @Override
  public void recover() {
    tell(new Order.Recover());
    expect("done", ACT);
  }

  @Override
  public Optional<String> lastOutcome() {
    try {
      return Files.exists(traces.outcome())
          ? Optional.of(Files.readString(traces.outcome()).strip())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.of("its outcome cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    conversation.ifPresent(Conversation::leave);
    conversation = Optional.empty();
  }

  private void tell(Order order) {
    try {
      conversation.orElseThrow(() -> gone(null)).process.getOutputStream().write(bytes(order));
      conversation.orElseThrow().process.getOutputStream().flush();
    } catch (IOException e) {
      throw gone(e);
    }
  }

  private static byte[] bytes(Order order) {
    return (order.line() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  private void expect(String answer, Duration timeout) {
    String line = conversation.orElseThrow(() -> gone(null)).next(timeout).orElseThrow(this::mute);
    if (line.equals(Lines.END)) {
      throw gone(null);
    }
    if (!line.equals(answer) && !line.startsWith(answer + " ")) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE, "the watch of the hold: " + line, "its log is " + traces.log());
    }
  }

  private SlipwayException mute() {
    return new SlipwayException(
        ErrorCode.DEADLINE_EXCEEDED,
        "the watch of the hold does not answer",
        "its log is " + traces.log());
  }

  private SlipwayException gone(Throwable cause) {
    return new SlipwayException(
        ErrorCode.COMMAND_FAILED,
        "the watch of the hold has ended",
        "its log is " + traces.log(),
        cause);
  }

  /** A process and what it says. */
  private static final class Conversation {
    private final Process process;
    private final Lines answers;

    Conversation(Process process) {
      this.process = process;
      this.answers = new Lines(process.getInputStream());
    }

    /** Also for a controller that was asked to end: what it waits for happens anyway. */
    Optional<String> next(Duration timeout) {
      boolean interrupted = Thread.interrupted();
      try {
        return answers.next(timeout);
      } catch (InterruptedException e) {
        interrupted = true;
        return Optional.empty();
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }

    void leave() {
      try {
        process.getOutputStream().close();
      } catch (IOException e) {
        // It has ended, and so has the pipe.
      }
    }
  }
}
