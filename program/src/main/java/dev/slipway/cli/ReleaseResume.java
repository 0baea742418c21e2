package dev.slipway.cli;

import dev.slipway.OpenEstate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Goes on with the unfinished release. */
@Command(
    name = "resume",
    description = "Go on with the unfinished release at the step where it stands.%n",
    footer = {"", "Example:", "  slipway release resume"})
final class ReleaseResume extends Verb {
  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  ReleaseResume(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    ReleaseLines lines = new ReleaseLines(screen());
    ReleaseEnd end = new ReleaseEnd(screen(), output, lines);
    if (dryRun.on()) {
      end.dry("go on with", estate.journal().unfinished());
      return;
    }
    end.forward(estate.releases().resume(lines));
  }
}
