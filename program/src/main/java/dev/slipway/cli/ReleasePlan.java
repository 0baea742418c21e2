package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.release.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows what a release would do. */
@Command(
    name = "plan",
    description = "Look at the estate and show what a release would do, step by step.%n",
    footer = {
      "",
      "Examples:",
      "  slipway release plan v42",
      "  slipway release plan v42 --cluster-size 5 --test-site --test-cluster-size 3"
    })
final class ReleasePlan extends Verb {
  @Mixin private ReleaseOptions options;
  @Mixin private Output output;

  ReleasePlan(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    Plan plan = estate.releases().plan(options.request(screen(), estate.estate()));
    output.print(screen(), plan, () -> ReleaseTables.of(plan));
  }
}
