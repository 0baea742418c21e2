package dev.catalog;

import dev.catalog.load.Generator;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = "Makes N small linked documents like those of a genomics portal.")
final class GenerateCommand implements Callable<Integer> {
  @Parameters(paramLabel = "N", description = "How many.")
  private long number;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = "GEN",
      description = "Begins every accession and name; another one makes other documents (GEN).")
  private String prefix;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    var out = spec.commandLine().getOut();
    try (var release = Release.open(4)) {
      var generator = new Generator(release.source(), release.types(), release.upgrades(), prefix);
      var begin = System.nanoTime();
      var made = generator.generate(number, stored -> out.println("generated " + stored));
      var took = Duration.ofNanos(System.nanoTime() - begin);
      out.printf(
          "generated %d of %d documents in %.1f s (%.0f a second)%n",
          made, number, took.toMillis() / 1e3, made * 1e9 / took.toNanos());
      return 0;
    }
  }
}
