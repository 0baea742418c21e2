package dev.slipway.testing;

import dev.slipway.exec.Daemons;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** An OpenSSH server that reaches this machine's own files. Started when constructed. */
public final class RealSshd extends Sshd {
  private final Daemons daemons = new Daemons();

  /** Starts it with these lines of configuration beside the usual ones. */
  public RealSshd(String... lines) {
    super("web1", Loopback.endpoint(Loopback.address()), lines);
    start();
  }

  /** Ends the processes of its connections at once, as a crash of the machine would. */
  public void dropConnections() {
    children().forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends it with its connections, so that nobody comes back, until it is started again. */
  public void cutOff() {
    List<ProcessHandle> open = children().toList();
    stop();
    open.forEach(ProcessHandle::destroyForcibly);
  }

  public long connections() {
    return children().count();
  }

  private Stream<ProcessHandle> children() {
    return daemons.running(file("daemon.pid")).stream()
        .flatMap(listener -> ProcessHandle.of(listener.pid()).stream())
        .flatMap(ProcessHandle::children);
  }

  @Override
  public void start() {
    daemons.start(command(), file("daemon.pid"), file("log"));
    awaitAnswer();
  }

  @Override
  public void stop() {
    daemons.stop(file("daemon.pid"), Duration.ofSeconds(5));
  }

  @Override
  public void close() throws IOException {
    dropConnections();
    super.close();
  }
}
