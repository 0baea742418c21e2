package dev.slipway.testing;

import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A git repository of an application that is as small as one can be: a server of one page, which
 * says the site's name, built by {@code javac}. Its descriptor offers health and nothing else.
 */
public final class TrivialApplication {
  private static final String SERVER =
      """
      import com.sun.net.httpserver.HttpServer;
      import java.net.InetSocketAddress;

      class Server {
        public static void main(String[] args) throws Exception {
          var server = HttpServer.create(new InetSocketAddress(args[0], Integer.parseInt(args[1])), 0);
          byte[] page = System.getenv("SITE").getBytes();
          server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
          });
          server.start();
        }
      }
      """;
  private static final String DESCRIPTOR =
      """
      name: page
      build:
        command: [javac, -d, out, Server.java]
        output: out
      start:
        command: [java, -XX:+UseSerialGC, -Xmx32m, Server, "${server.address}", "${app.port}"]
        environment:
          SITE: ${site.name}
      health:
        path: /
      """;

  private final Path folder;
  private final Runner runner = new LocalRunner();

  public TrivialApplication(Path folder) {
    this.folder = folder;
    git("init", "--quiet", "--initial-branch=main", ".");
  }

  public String url() {
    return folder.toUri().toString();
  }

  /** One that works. */
  public String good() {
    return commit(SERVER, DESCRIPTOR);
  }

  /** One more that works. */
  public String better() {
    return commit(SERVER + "// better\n", DESCRIPTOR);
  }

  /** One that is told where its search node is, and answers from there. */
  public String searching() {
    return commit(
        SERVER.replace(
            "byte[] page = System.getenv(\"SITE\").getBytes();",
            "byte[] page = java.net.URI.create(System.getenv(\"SITE\")).toURL().openStream()"
                + ".readAllBytes();"),
        DESCRIPTOR.replace("${site.name}", "${search.url}"));
  }

  /** One that works and was never built. */
  public String fresh() {
    return commit(SERVER + "// " + UUID.randomUUID() + "\n", DESCRIPTOR);
  }

  /** One that the compiler refuses. */
  public String broken() {
    return commit(SERVER.replace("server.start()", "server.begin()"), DESCRIPTOR);
  }

  /** One whose process ends at once. */
  public String dying() {
    String dying = "throw new IllegalStateException(\"no page today\");";
    return commit(SERVER.replace("server.start();", dying), DESCRIPTOR);
  }

  /** One that asks for a variable that no server has. */
  public String asking() {
    return commit(SERVER, DESCRIPTOR.replace("${site.name}", "${site.colour}"));
  }

  private String commit(String server, String descriptor) {
    try {
      Files.writeString(folder.resolve("Server.java"), server);
      Files.writeString(folder.resolve("slipway-app.yaml"), descriptor);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    git("add", ".");
    git("commit", "--quiet", "-m", "Next");
    return git("rev-parse", "HEAD").strip();
  }

  private String git(String... arguments) {
    List<String> all = new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@t"));
    all.addAll(List.of(arguments));
    return runner.check(Command.of(all).in(folder)).output();
  }
}
