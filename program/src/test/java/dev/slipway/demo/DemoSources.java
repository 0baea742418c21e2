package dev.slipway.demo;

import java.nio.file.Path;
import java.util.List;

/** What the archive has in its folder {@code demo}. */
final class DemoSources {
  private DemoSources() {}

  /** Laid out in a folder of its own below that one. */
  static Path in(Path folder) {
    Path sources = folder.resolve("sources");
    Path root = Path.of("..").toAbsolutePath().normalize();
    for (String part : List.of("pom.xml", ".mvn", "catalog")) {
      DemoFiles.copyTree(root.resolve(part), sources.resolve(part));
    }
    DemoFiles.copyTree(root.resolve("demo/v41"), sources.resolve("v41"));
    return sources;
  }
}
