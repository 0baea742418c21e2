package dev.catalog;

import dev.catalog.load.Loader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = {
      "Loads a folder of inserts: one <type>.json per type, each an array of objects.",
      "Links may be uuids, accessions, aliases or names, in any order and in circles. Links without"
          + " a target are counted and left out. What is already there stays as it is."
    })
final class LoadCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder.")
  private Path folder;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try (var release = Release.open(4)) {
      var loader = new Loader(release.source(), release.types(), release.upgrades());
      var report = loader.load(folder);
      report.lines().forEach(spec.commandLine().getOut()::println);
      return report.refused().isEmpty() ? 0 : 1;
    }
  }
}
