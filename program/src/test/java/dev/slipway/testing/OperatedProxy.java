package dev.slipway.testing;

import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Ownership;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A proxy as an operator might have set it up, in a folder of its own, with the rights of a user
 * who is not root.
 */
abstract class OperatedProxy implements AutoCloseable {
  public static final String OS_USER = "postgres";

  private final Daemons daemons = new Daemons();
  private final TestState state = new TestState();
  private final Endpoint listen;
  private final Path configuration;

  /**
   * @param file of its configuration
   */
  OperatedProxy(String file) {
    this(file, Loopback.endpoint(Loopback.address()));
  }

  /** One that listens there. */
  OperatedProxy(String file, Endpoint listen) {
    this.listen = listen;
    configuration = folder().resolve(file);
    Ownership.give(folder(), OS_USER);
  }

  /** Starts it; lines of its configuration end as in a file that was edited on Windows. */
  final void start(String text, Command command) {
    write(text.replace("\n", "\r\n"));
    daemons.start(command.as(OS_USER), daemon(), folder().resolve("log"));
    Await.of(command.program(), Duration.ofSeconds(20)).untilTrue(() -> listens() && complete());
  }

  /** What it has only some time after it listens is there, too. */
  abstract boolean complete();

  private boolean listens() {
    try (Socket client = new Socket(listen.host(), listen.port())) {
      return client.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  final void write(String text) {
    AtomicFile.write(configuration, text.getBytes(StandardCharsets.UTF_8), OS_USER);
  }

  final Path folder() {
    return state.folder();
  }

  final Endpoint listen() {
    return listen;
  }

  public String url() {
    return "http://" + listen;
  }

  public Path configuration() {
    return configuration;
  }

  private Path daemon() {
    return folder().resolve("daemon.pid");
  }

  @Override
  public void close() throws IOException {
    daemons.stop(daemon(), Duration.ofSeconds(5));
    state.close();
  }
}
