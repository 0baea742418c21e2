package dev.slipway.testing;

import dev.slipway.config.DrainSettings;
import dev.slipway.driver.nginx.NginxProxy;
import dev.slipway.driver.nginx.NginxSettings;
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
import java.util.Optional;

/**
 * An nginx as an operator might have set it up, in a folder of its own: one upstream of one server,
 * a flag on which it drains its clients, and an access log of method, URI, status and connection.
 */
public final class RealNginx implements AutoCloseable {
  public static final String OS_USER = "postgres";
  public static final String UPSTREAM = "portal";

  private final Daemons daemons = new Daemons();
  private final TestState state = new TestState();
  private final Endpoint listen = Loopback.endpoint(Loopback.address());
  private final Path configuration = state.folder().resolve("nginx.conf");

  /** Starts it; lines of its configuration end as in a file that was edited on Windows. */
  public RealNginx(Endpoint server) {
    Ownership.give(state.folder(), OS_USER);
    write(text(server).replace("\n", "\r\n"));
    daemons.start(nginx(), daemon(), state.folder().resolve("log"));
    Await.of("nginx", Duration.ofSeconds(20)).untilTrue(this::runs);
  }

  /** The driver that reloads it plainly. */
  public NginxProxy plain() {
    return proxy(Optional.empty());
  }

  /** The driver that drains its clients first, for at most so long. */
  public NginxProxy draining(Duration deadline) {
    return proxy(Optional.of(new DrainSettings(flag(), deadline)));
  }

  public NginxProxy proxy(Optional<DrainSettings> drain) {
    return new NginxProxy(
        new NginxSettings(
            "main", url(), configuration, state.folder(), "nginx", Optional.of(OS_USER), drain),
        new LocalRunner());
  }

  public String url() {
    return "http://" + listen;
  }

  public Path configuration() {
    return configuration;
  }

  /** Where it keeps the pid of its master. */
  public Path pidFile() {
    return state.folder().resolve("nginx.pid");
  }

  public Path flag() {
    return state.folder().resolve("draining");
  }

  public Path accessLog() {
    return state.folder().resolve("access.log");
  }

  /** Leaves the configuration as an operator's slip of the finger would. */
  public void spoil(Endpoint server) {
    write(text(server).replace("keepalive 8;", "keepalive eight;"));
  }

  @Override
  public void close() throws IOException {
    daemons.stop(daemon(), Duration.ofSeconds(5));
    state.close();
  }

  /** It listens before it has written its pid, by which its driver finds it. */
  private boolean runs() {
    try (Socket client = new Socket(listen.host(), listen.port())) {
      return client.isConnected() && Files.exists(pidFile()) && Files.size(pidFile()) > 0;
    } catch (IOException e) {
      return false;
    }
  }

  private Path daemon() {
    return state.folder().resolve("daemon.pid");
  }

  private Command nginx() {
    return Command.of(
            "nginx",
            "-p",
            state.folder().toString(),
            "-e",
            state.folder().resolve("error.log").toString(),
            "-c",
            configuration.toString())
        .as(OS_USER);
  }

  private void write(String text) {
    AtomicFile.write(configuration, text.getBytes(StandardCharsets.UTF_8), OS_USER);
  }

  private String text(Endpoint server) {
    return """
    # upstream portal { server 127.0.0.1:1; }
    daemon off;
    worker_processes 1;
    pid nginx.pid;
    error_log error.log;
    events { worker_connections 1024; }
    http {
      log_format brief '$request_method $request_uri $status $connection';
      access_log access.log brief;
      client_body_temp_path t1; proxy_temp_path t2; fastcgi_temp_path t3;
      uwsgi_temp_path t4; scgi_temp_path t5;
      upstream %1$s_test { server 127.0.0.1:1; }
      upstream %1$s {
        server   %2$s   max_fails=0;   # the current site
        keepalive 8;
        keepalive_timeout 10s;
      }
      server {
        listen %3$s;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        error_page 418 = @draining;
        if (-f %4$s) { return 418; }
        location @draining { keepalive_timeout 0; proxy_pass http://%1$s; }
        location / { proxy_pass http://%1$s; }
      }
    }
    """
        .formatted(UPSTREAM, server, listen, flag());
  }
}
