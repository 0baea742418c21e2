package dev.slipway.demo;

import dev.slipway.exec.Command;
import dev.slipway.exec.Runner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An application that is as small as one can be: files, served by the JDK's own file server, and a
 * database that it does not know of. Its descriptor offers health and says how to start it.
 */
final class FileServer implements DemoApplication {
  private static final String DESCRIPTOR =
      """
      name: files
      health:
        path: /version.txt
      start:
        command:
          - java
          - -XX:+UseSerialGC
          - -Xmx32m
          - -m
          - jdk.httpserver
          - -b
          - ${server.address}
          - -p
          - ${app.port}
      """;

  private static final String SEARCH = "  environment: {SEARCH: \"${search.url}\"}\n";

  private static final String LOGS = "logs: [output.log]\n";

  private final String descriptor;

  FileServer() {
    this(DESCRIPTOR + SEARCH);
  }

  private FileServer(String descriptor) {
    this.descriptor = descriptor;
  }

  /** One that says what its log is. */
  static FileServer withLog() {
    return new FileServer(DESCRIPTOR + SEARCH + LOGS);
  }

  /** As that one, but not told of a search node, and so it gets none. */
  static FileServer withoutSearch() {
    return new FileServer(DESCRIPTOR + LOGS);
  }

  @Override
  public String name() {
    return "files";
  }

  @Override
  public String directory() {
    return ".";
  }

  @Override
  public String version() {
    return "v1";
  }

  @Override
  public void createOrigin(Path origin, Runner runner) {
    DemoFiles.folder(origin);
    git(runner, origin, "init", "--quiet", "--bare", "--initial-branch=master");
    Path work = origin.resolveSibling("work");
    DemoFiles.folder(work);
    git(runner, work, "init", "--quiet", "--initial-branch=master");
    DemoFiles.write(work.resolve("slipway-app.yaml"), descriptor);
    commit(runner, work, "v1");
    git(runner, work, "tag", "--annotate", "--message", "v1.0", "v1.0");
    commit(runner, work, "v2");
    git(runner, work, "push", "--quiet", origin.toString(), "master", "v1.0");
    DemoFiles.deleteTree(work);
  }

  @Override
  public List<String> fill() {
    return List.of();
  }

  private static void commit(Runner runner, Path work, String version) {
    DemoFiles.write(work.resolve("version.txt"), version + "\n");
    git(runner, work, "add", "--all");
    git(runner, work, "commit", "--quiet", "--message", version);
  }

  private static void git(Runner runner, Path folder, String... arguments) {
    List<String> all = new ArrayList<>(List.of("git", "-c", "user.name=t", "-c", "user.email=t@t"));
    all.addAll(List.of(arguments));
    runner.check(Command.of(all).in(folder));
  }
}
