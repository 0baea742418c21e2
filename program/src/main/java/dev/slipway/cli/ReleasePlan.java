package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.config.Estate;
import dev.slipway.release.Plan;
import dev.slipway.release.ReleaseRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a release would do. */
@Command(
    name = "plan",
    description = "Look at the estate and show what a release would do, step by step.%n",
    footer = {"", "Example:", "  slipway release plan v42"})
final class ReleasePlan extends Verb {
  @Parameters(paramLabel = "VERSION", description = "What to release: v42 or v42.1")
  private String version;

  @Option(names = "--test-site", description = "Launch a test site beside the candidate, too.")
  private boolean testSite;

  @Mixin private Output output;

  ReleasePlan(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    ReleaseRequest release = new ReleaseRequest(version, Estate.PRODUCTION);
    Plan plan = estate.releases().plan(testSite ? release.withTestSite() : release);
    output.print(screen(), plan, () -> ReleaseTables.of(plan));
  }
}
