package dev.slipway.demo;

import dev.slipway.exec.Command;
import dev.slipway.exec.Runner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The origin of the demo's application: v41 tagged in production, then the commits of v42 on
 * master, not tagged yet. The sources are the catalog's own; an overlay turns them into v41.
 */
final class DemoRepository {
  private static final Duration DEADLINE = Duration.ofMinutes(1);

  private final Path sources;
  private final Path origin;
  private final Runner runner;

  /**
   * @param sources a folder with {@code pom.xml}, {@code .mvn/}, {@code catalog/} and {@code v41/},
   *     the overlay
   * @param origin the bare repository to make
   */
  DemoRepository(Path sources, Path origin, Runner runner) {
    this.sources = sources;
    this.origin = origin;
    this.runner = runner;
  }

  void create() {
    DemoFiles.folder(origin);
    git(origin, "init", "--quiet", "--bare", "--initial-branch=master");
    Path work = origin.resolveSibling("work");
    DemoFiles.folder(work);
    git(work, "init", "--quiet", "--initial-branch=master");
    git(work, "remote", "add", "origin", origin.toString());
    layOut(work);
    applyOverlay(work);
    commit(work, "The catalog as it is in production");
    git(work, "tag", "--annotate", "--message", "v41.0", "v41.0");
    git(work, "push", "--quiet", "origin", "master", "v41.0");
    clear(work);
    layOut(work);
    commit(work, "Version 42: two schema upgrades and a new search mapping");
    git(work, "push", "--quiet", "origin", "master");
    DemoFiles.deleteTree(work);
  }

  private void layOut(Path work) {
    DemoFiles.copyTree(sources.resolve("pom.xml"), work.resolve("pom.xml"));
    DemoFiles.copyTree(sources.resolve(".mvn"), work.resolve(".mvn"));
    DemoFiles.copyTree(sources.resolve("catalog"), work.resolve("catalog"));
  }

  private void applyOverlay(Path work) {
    Path overlay = sources.resolve("v41");
    DemoFiles.copyTree(overlay.resolve("catalog"), work.resolve("catalog"));
    try (Stream<String> removed = Files.lines(overlay.resolve("removed"))) {
      removed.filter(line -> !line.isBlank()).map(work::resolve).forEach(DemoFiles::deleteTree);
    } catch (IOException e) {
      throw DemoFiles.failed(overlay, e);
    }
  }

  private static void clear(Path work) {
    DemoFiles.deleteTree(work.resolve("catalog"));
  }

  private void commit(Path work, String message) {
    git(work, "add", "--all");
    git(work, "commit", "--quiet", "--message", message);
  }

  private void git(Path folder, String... arguments) {
    runner.check(command(folder, arguments));
  }

  private static Command command(Path folder, String... arguments) {
    List<String> all =
        new ArrayList<>(
            List.of("git", "-c", "user.name=Slipway demo", "-c", "user.email=demo@localhost"));
    all.addAll(List.of(arguments));
    return Command.of(all).in(folder).within(DEADLINE).with("GIT_TERMINAL_PROMPT", "0");
  }
}
