package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.workflow.ReleaseRecord;
import java.util.List;
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
    if (dryRun.on()) {
      List<ReleaseRecord> unfinished =
          estate.journal().releases().stream().filter(ReleaseRecord::unfinished).toList();
      output.print(
          screen(),
          unfinished,
          () -> "would take back:%n%s".formatted(ReleaseTables.of(unfinished)));
      return;
    }
    ReleaseLines lines = new ReleaseLines(screen());
    new ReleaseEnd(screen(), output, lines).backward(estate.releases().abort(lines));
  }
}
