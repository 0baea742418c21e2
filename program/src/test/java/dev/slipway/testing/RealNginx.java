package dev.slipway.testing;

import dev.slipway.config.DrainSettings;
import dev.slipway.driver.nginx.NginxProxy;
import dev.slipway.driver.nginx.NginxSettings;
import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * An nginx as an operator might have set it up, in a folder of its own: one upstream of one server,
 * a flag on which it drains its clients, and an access log of method, URI, status and connection.
 */
public final class RealNginx extends OperatedProxy {
  public static final String UPSTREAM = "portal";

  public RealNginx(Endpoint server) {
    super("nginx.conf");
    start(text(server), nginx());
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
            "main", url(), configuration(), folder(), "nginx", Optional.of(OS_USER), drain),
        new LocalRunner());
  }

  /** Where it keeps the pid of its master. */
  public Path pidFile() {
    return folder().resolve("nginx.pid");
  }

  public Path flag() {
    return folder().resolve("draining");
  }

  public Path accessLog() {
    return folder().resolve("access.log");
  }

  /** Leaves the configuration as an operator's slip of the finger would. */
  public void spoil(Endpoint server) {
    write(text(server).replace("keepalive 8;", "keepalive eight;"));
  }

  /** It writes its pid, by which its driver finds it and the workers that it starts afterwards. */
  @Override
  boolean complete() {
    return ProcessHandle.of(pid()).stream()
        .flatMap(ProcessHandle::children)
        .anyMatch(child -> title(child.pid()).startsWith("nginx: worker process"));
  }

  private long pid() {
    try {
      return Long.parseLong(Files.readString(pidFile()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("nginx has no pid yet", e);
    }
  }

  private static String title(long pid) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
    } catch (IOException e) {
      throw new UncheckedIOException("process " + pid + " is gone", e);
    }
  }

  private Command nginx() {
    return Command.of(
        "nginx",
        "-p",
        folder().toString(),
        "-e",
        folder().resolve("error.log").toString(),
        "-c",
        configuration().toString());
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
        .formatted(UPSTREAM, server, listen(), flag());
  }
}
