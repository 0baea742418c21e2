package dev.slipway.driver.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelListener;

/** One program that runs on the other side of a connection. Closing it does not end it. */
final class RemoteProgram implements AutoCloseable {
  private static final Duration OPEN = Duration.ofSeconds(30);

  /** Signals by the names that SSH gives them, at the place of their number. */
  private static final List<String> SIGNALS =
      List.of(
          "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV",
          "USR2", "PIPE", "ALRM", "TERM");

  private final ChannelExec channel;
  private final CompletableFuture<Optional<Integer>> exit = new CompletableFuture<>();

  private final Runnable end;

  private RemoteProgram(ChannelExec channel, Runnable end) {
    this.channel = channel;
    this.end = end;
  }

  /**
   * Starts a line in the login shell.
   *
   * @param end is run when it is closed
   */
  static RemoteProgram start(ClientSession session, String line, Runnable end) throws IOException {
    RemoteProgram program = new RemoteProgram(session.createExecChannel(line), end);
    program.channel.addChannelListener(program.new Ending());
    program.channel.open().verify(OPEN);
    return program;
  }

  /** Gives it its whole input, beside whatever else goes on; it may end before it read all. */
  void feed(Input input) {
    Thread.startVirtualThread(
        () -> {
          try (OutputStream in = channel.getInvertedIn()) {
            input.writeTo(in);
          } catch (IOException e) {
            // Its exit code, or the lack of one, says what became of it.
          }
        });
  }

  /** Its input, for who talks with it. */
  OutputStream input() {
    return channel.getInvertedIn();
  }

  InputStream output() {
    return channel.getInvertedOut();
  }

  InputStream errors() {
    return channel.getInvertedErr();
  }

  /**
   * Waits for its end.
   *
   * @return the exit code, 128 and the signal's number for one that was killed; empty when the
   *     connection was lost before
   */
  Optional<Integer> await(Duration deadline) throws InterruptedException, TimeoutException {
    try {
      return exit.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    // The other side counts it among its sessions until both have closed it.
    channel.close(false).addListener(closed -> end.run());
  }

  private Optional<Integer> code() {
    return Optional.ofNullable(channel.getExitStatus())
        .or(() -> Optional.ofNullable(channel.getExitSignal()).map(RemoteProgram::killed));
  }

  private static int killed(String signal) {
    return 128 + Math.max(0, SIGNALS.indexOf(signal));
  }

  /** What a program reads. */
  @FunctionalInterface
  interface Input {
    void writeTo(OutputStream in) throws IOException;
  }

  private final class Ending implements ChannelListener {
    @Override
    public void channelStateChanged(Channel changed, String hint) {
      code().ifPresent(found -> exit.complete(Optional.of(found)));
    }

    @Override
    public void channelClosed(Channel closed, Throwable reason) {
      exit.complete(code());
    }
  }
}
