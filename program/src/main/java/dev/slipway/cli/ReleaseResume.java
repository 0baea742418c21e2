package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.workflow.ReleaseRecord;
import java.util.List;
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
    if (dryRun.on()) {
      List<ReleaseRecord> unfinished =
          estate.journal().releases().stream().filter(ReleaseRecord::unfinished).toList();
      output.print(
          screen(),
          unfinished,
          () -> "would go on with:%n%s".formatted(ReleaseTables.of(unfinished)));
      return;
    }
    ReleaseLines lines = new ReleaseLines(screen());
    new ReleaseEnd(screen(), output, lines).forward(estate.releases().resume(lines));
  }
}
