package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.config.Estate;
import dev.slipway.release.Plan;
import dev.slipway.release.ReleaseRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Goes back to the site that served before a release. */
@Command(
    name = "rollback",
    description = {
      "Go back to the site that served before a release. It is the same switchover in the other",
      "direction: writes are held, not refused, and none is lost, for the former site's database",
      "has followed since. It works once the release has promoted its database, be it completed",
      "or not; before that, `slipway release abort` takes a release back.",
      "",
      "The release's own site then follows in turn, so that `slipway release start VERSION` goes",
      "forward again without another launch. A rollback is resumed and aborted as a release is.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway release rollback v42 --dry-run   whether it would go, and every step",
      "  slipway release rollback v42"
    })
final class ReleaseRollback extends Verb {
  @Parameters(paramLabel = "VERSION", description = "What to take back: the release that is live")
  private String version;

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  ReleaseRollback(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    ReleaseRequest request = new ReleaseRequest(version, Estate.PRODUCTION);
    if (dryRun.on()) {
      Plan plan = estate.releases().planRollback(request);
      output.print(screen(), plan, () -> ReleaseTables.of(plan));
      return;
    }
    ReleaseLines lines = new ReleaseLines(screen());
    new ReleaseEnd(screen(), output, lines).forward(estate.releases().rollback(request, lines));
  }
}
