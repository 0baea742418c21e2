package dev.slipway.testing;

import dev.slipway.driver.haproxy.HaproxyProxy;
import dev.slipway.driver.haproxy.HaproxySettings;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Ownership;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * An HAProxy as an operator might have set it up, in a folder of its own: one backend of one
 * server, and a runtime API.
 */
public final class RealHaproxy implements AutoCloseable {
  public static final String OS_USER = "postgres";
  public static final String BACKEND = "portal";

  private final Daemons daemons = new Daemons();
  private final TestState state = new TestState();
  private final Endpoint listen = Loopback.endpoint(Loopback.address());
  private final Path configuration = state.folder().resolve("haproxy.cfg");

  /** Starts it; lines of its configuration end as in a file that was edited on Windows. */
  public RealHaproxy(Endpoint server) {
    this(server, "admin", "pool-max-conn 0");
  }

  /**
   * Starts one that may not fit.
   *
   * @param level of its socket
   * @param options of its server line
   */
  public RealHaproxy(Endpoint server, String level, String options) {
    Ownership.give(state.folder(), OS_USER);
    write(text(server, level, options).replace("\n", "\r\n"));
    daemons.start(haproxy(), daemon(), state.folder().resolve("log"));
    Await.of("HAProxy", Duration.ofSeconds(20)).untilTrue(this::runs);
  }

  public HaproxyProxy proxy() {
    return proxy(socket());
  }

  /** The driver that looks for the runtime API there. */
  public HaproxyProxy proxy(Path socket) {
    return new HaproxyProxy(
        new HaproxySettings("main", configuration, socket, "haproxy", List.of(BACKEND)),
        new LocalRunner());
  }

  public String url() {
    return "http://" + listen;
  }

  public Path configuration() {
    return configuration;
  }

  public Path socket() {
    return state.folder().resolve("admin.sock");
  }

  /** Changes the file and not the running process. */
  public void edit(String from, String to) throws IOException {
    write(Files.readString(configuration).replace(from, to));
  }

  @Override
  public void close() throws IOException {
    daemons.stop(daemon(), Duration.ofSeconds(5));
    state.close();
  }

  /** Its two sockets are made one after the other. */
  private boolean runs() {
    try (Socket client = new Socket(listen.host(), listen.port())) {
      return client.isConnected() && Files.exists(socket());
    } catch (IOException e) {
      return false;
    }
  }

  private Path daemon() {
    return state.folder().resolve("daemon.pid");
  }

  private Command haproxy() {
    return Command.of("haproxy", "-db", "-f", configuration.toString()).as(OS_USER);
  }

  private void write(String text) {
    AtomicFile.write(configuration, text.getBytes(StandardCharsets.UTF_8), OS_USER);
  }

  private String text(Endpoint server, String level, String options) {
    return """
    # backend portal server site 127.0.0.1:1
    global
      stats socket %1$s mode 600 level %2$s
    defaults
      mode http
      timeout connect 5s
      timeout client 1m
      timeout server 1m
    frontend clients
      bind %3$s
      default_backend %4$s
    backend %4$s_test
      server site 127.0.0.1:1 pool-max-conn 0
    backend %4$s
      balance roundrobin
      server   "site"   %5$s   %6$s   # the current site
    """
        .formatted(socket(), level, listen, BACKEND, server, options);
  }
}
