package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.config.Estate;
import dev.slipway.release.Plan;
import dev.slipway.release.ReleaseRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a release. */
@Command(
    name = "start",
    description = {
      "Run a release: tag, new site, switchover, and what follows.",
      "A release that was interrupted goes on where it was.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway release start v42 --dry-run   the plan, nothing else",
      "  slipway release start v42"
    })
final class ReleaseStart extends Verb {
  @Parameters(paramLabel = "VERSION", description = "What to release: v42 or v42.1")
  private String version;

  @Mixin private DryRun dryRun;

  @Option(names = "--test-site", description = "Launch a test site beside the candidate, too.")
  private boolean testSite;

  @Mixin private Output output;

  ReleaseStart(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    ReleaseRequest release = new ReleaseRequest(version, Estate.PRODUCTION);
    ReleaseRequest request = testSite ? release.withTestSite() : release;
    if (dryRun.on()) {
      Plan plan = estate.releases().plan(request);
      output.print(screen(), plan, () -> ReleaseTables.of(plan));
      return;
    }
    ReleaseLines lines = new ReleaseLines(screen());
    new ReleaseEnd(screen(), output, lines).forward(estate.releases().start(request, lines));
  }
}
