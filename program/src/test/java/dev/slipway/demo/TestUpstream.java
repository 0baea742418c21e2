package dev.slipway.demo;

import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An upstream for test sites in a proxy of the demo that runs, as its operator might add it. */
record TestUpstream(DemoLayout layout, String proxy) {
  private static final String NAME = "test-site";
  private static final int PORT = 8081;

  String url() {
    return "http://%s:%d".formatted(layout.proxy(proxy), PORT);
  }

  /** The estate's text, where that proxy has it. */
  String in(String estate) {
    String url = "    url: \"%s\"\n".formatted(layout.proxyUrl(proxy));
    return estate.replace(
        url, url + "    test: { upstream: %s, url: \"%s\" }\n".formatted(NAME, url()));
  }

  /** Adds it to the proxy; at first it sends to that application. */
  void start(Endpoint application) throws IOException {
    Path folder = layout.proxyFolder(proxy);
    Path file = folder.resolve("nginx.conf");
    String before = Files.readString(file);
    DemoFiles.write(file, before.substring(0, before.lastIndexOf('}')) + blocks(application) + "}");
    new LocalRunner()
        .check(
            Command.of(
                "nginx",
                "-p",
                "" + folder,
                "-e",
                "logs/error.log",
                "-c",
                "" + file,
                "-s",
                "reload"));
  }

  private String blocks(Endpoint application) {
    return """
      upstream %s {
        server %s;
      }
      server {
        listen %s:%d;
        location / {
          proxy_pass http://%s;
        }
      }
    """
        .formatted(NAME, application, layout.proxy(proxy), PORT, NAME);
  }
}
