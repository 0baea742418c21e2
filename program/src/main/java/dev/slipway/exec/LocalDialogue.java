package dev.slipway.exec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program of this machine over a pipe each way. */
record LocalDialogue(Process process) implements Dialogue {
  private static final Duration LEAVE = Duration.ofSeconds(2);

  static Dialogue start(Command command, Consumer<String> errors) {
    ProcessBuilder builder = Invocation.of(command, List.of());
    builder.redirectInput(ProcessBuilder.Redirect.PIPE);
    Process process = Invocation.start(command, builder);
    new StreamTail(process.getErrorStream(), errors);
    return new LocalDialogue(process);
  }

  @Override
  public OutputStream input() {
    return process.getOutputStream();
  }

  @Override
  public InputStream output() {
    return process.getInputStream();
  }

  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended, and so has the pipe.
    }
    if (!ended()) {
      LocalRunner.killTree(process.toHandle());
    }
  }

  /** Whoever is interrupted does not wait. */
  private boolean ended() {
    try {
      return process.waitFor(LEAVE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
