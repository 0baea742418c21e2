package dev.catalog;

import dev.catalog.upgrade.BatchUpgrade;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "batch-upgrade",
    mixinStandardHelpOptions = true,
    description = {
      "Brings every document to the schema version of this release. Safe to run again.",
      "Exit code 1 if a document could not be upgraded; each is listed with the reason."
    })
final class BatchUpgradeCommand implements Callable<Integer> {
  @Option(
      names = "--batch-size",
      paramLabel = "N",
      defaultValue = "500",
      description = "Documents in one transaction (500).")
  private int batchSize;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "2",
      description = "Batches at once (2).")
  private int parallel;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    try (var release = Release.open(parallel + 1)) {
      var upgrade =
          new BatchUpgrade(
              release.source(), release.types(), release.upgrades(), batchSize, parallel);
      return upgrade.run(this::print) ? 0 : 1;
    }
  }

  private void print(BatchUpgrade.Outcome outcome) {
    var out = spec.commandLine().getOut();
    out.println(outcome);
    outcome.errors().forEach((uuid, reason) -> out.println("  " + uuid + " " + reason));
    out.flush();
  }
}
