package dev.slipway.cli;

import dev.slipway.OpenEstate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes the unfinished release back. */
@Command(
    name = "abort",
    description = {
      "Take the unfinished release back, the last step first. It is refused once the new",
      "database was promoted: from there a release goes on, or is rolled back.%n"
    },
    footer = {"", "Example:", "  slipway release abort"})
final class ReleaseAbort extends Verb {
  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  ReleaseAbort(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    ReleaseLines lines = new ReleaseLines(screen());
    ReleaseEnd end = new ReleaseEnd(screen(), output, lines);
    if (dryRun.on()) {
      end.dry("take back", estate.journal().unfinished());
      return;
    }
    end.backward(estate.releases().abort(lines));
  }
}
