package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.release.Plan;
import dev.slipway.release.ReleaseRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a release. */
@Command(
    name = "start",
    description = {
      "Run a release: tag, new site, switchover, and what follows.",
      "A release that was interrupted goes on where it was.",
      "",
      "With --cluster-size the new site is several servers: its data nodes are launched",
      "beside each other, then the master, which joins them and waits for all of them.",
      "Nothing of the old site is torn down: that is `slipway site retire`.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway release start v42 --dry-run   the plan, nothing else",
      "  slipway release start v42",
      "  slipway release start v42 --cluster-size 5 --test-site --test-cluster-size 3"
    })
final class ReleaseStart extends Verb {
  @Mixin private ReleaseOptions options;
  @Mixin private DryRun dryRun;

  @Mixin private Output output;

  ReleaseStart(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    ReleaseRequest request = options.request(screen(), estate.estate());
    if (dryRun.on()) {
      Plan plan = estate.releases().plan(request);
      output.print(screen(), plan, () -> ReleaseTables.of(plan));
      return;
    }
    ReleaseLines lines = new ReleaseLines(screen());
    new ReleaseEnd(screen(), output, lines).forward(estate.releases().start(request, lines));
  }
}
