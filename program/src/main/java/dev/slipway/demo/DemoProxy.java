package dev.slipway.demo;

import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Runner;
import dev.slipway.service.Endpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One nginx of the demo, as an operator might have it: Slipway changes only its server line. */
final class DemoProxy {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final DemoLayout layout;
  private final String name;
  private final Runner runner;

  DemoProxy(DemoLayout layout, String name, Runner runner) {
    this.layout = layout;
    this.name = name;
    this.runner = runner;
  }

  /** Starts it; its one upstream sends to that application. */
  void start(String upstream, Endpoint application) {
    Path folder = layout.proxyFolder(name);
    List.of("logs", "run", "tmp").forEach(part -> DemoFiles.folder(folder.resolve(part)));
    DemoFiles.write(folder.resolve("nginx.conf"), configuration(upstream, application));
    runner.check(nginx());
    Await.of("proxy " + name, DEADLINE).untilTrue(() -> Files.exists(pidFile()));
  }

  void stop() {
    if (Files.exists(pidFile())) {
      runner.run(nginx("-s", "stop"));
      Await.of("the end of proxy " + name, DEADLINE).untilTrue(() -> !Files.exists(pidFile()));
    }
  }

  private Command nginx(String... arguments) {
    Path folder = layout.proxyFolder(name);
    List<String> all =
        new ArrayList<>(
            List.of(
                "nginx",
                "-p",
                folder.toString(),
                "-e",
                folder.resolve("logs/error.log").toString(),
                "-c",
                folder.resolve("nginx.conf").toString()));
    all.addAll(List.of(arguments));
    return Command.of(all).within(DEADLINE);
  }

  private Path pidFile() {
    return layout.proxyFolder(name).resolve("run/nginx.pid");
  }

  private String configuration(String upstream, Endpoint application) {
    String user = "root".equals(System.getProperty("user.name")) ? "user postgres;" : "";
    return """
        # The %s proxy of the demo's estate.
        %s
        worker_processes 1;
        pid run/nginx.pid;
        error_log logs/error.log warn;
        events { worker_connections 1024; }
        http {
          access_log logs/access.log;
          client_body_temp_path tmp/body;
          proxy_temp_path tmp/proxy;
          fastcgi_temp_path tmp/fastcgi;
          uwsgi_temp_path tmp/uwsgi;
          scgi_temp_path tmp/scgi;
          keepalive_requests 1000000;

          upstream %s {
            server %s;   # the site that is current
            keepalive 32;
          }

          server {
            listen %s:%d;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_read_timeout 60s;

            # While Slipway has this file here, no client keeps its connection: then it may reload.
            error_page 418 = @draining;
            if (-f %s) { return 418; }
            location @draining {
              keepalive_timeout 0;
              proxy_pass http://%s;
            }

            location / {
              proxy_pass http://%s;
            }
          }
        }
        """
        .formatted(
            name,
            user,
            upstream,
            application,
            layout.proxy(name),
            DemoLayout.PROXY_PORT,
            layout.proxyFolder(name).resolve("run/draining"),
            upstream,
            upstream);
  }
}
