package dev.slipway.testing;

import dev.slipway.driver.haproxy.HaproxyProxy;
import dev.slipway.driver.haproxy.HaproxySettings;
import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An HAProxy as an operator might have set it up, in a folder of its own: one backend of one
 * server, and a runtime API.
 */
public final class RealHaproxy extends OperatedProxy {
  public static final String BACKEND = "portal";

  private static final String FILE = "haproxy.cfg";
  private static final String ADMIN = "admin";
  private static final String FITTING = "pool-max-conn 0";

  public RealHaproxy(Endpoint server) {
    this(server, ADMIN, FITTING);
  }

  /**
   * Starts one that may not fit.
   *
   * @param level of its socket
   * @param options of its server line
   */
  public RealHaproxy(Endpoint server, String level, String options) {
    super(FILE);
    start(server, level, options);
  }

  /** One that listens there. */
  public RealHaproxy(Endpoint listen, Endpoint server) {
    super(FILE, listen);
    start(server, ADMIN, FITTING);
  }

  private void start(Endpoint server, String level, String options) {
    Command haproxy = Command.of("haproxy", "-db", "-f", configuration().toString());
    start(text(server, level, options), haproxy);
  }

  public HaproxyProxy proxy() {
    return proxy(socket());
  }

  /** The driver that looks for the runtime API there. */
  public HaproxyProxy proxy(Path socket) {
    return new HaproxyProxy(
        new HaproxySettings("main", configuration(), socket, "haproxy", List.of(BACKEND)),
        new LocalRunner());
  }

  public Path socket() {
    return folder().resolve("admin.sock");
  }

  /** Changes the file and not the running process. */
  public void edit(String from, String to) throws IOException {
    write(Files.readString(configuration()).replace(from, to));
  }

  /** Its two sockets are made one after the other. */
  @Override
  boolean complete() {
    return Files.exists(socket());
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
        .formatted(socket(), level, listen(), BACKEND, server, options);
  }
}
