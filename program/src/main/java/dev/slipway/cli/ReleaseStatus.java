package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.ReleaseRecord;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what releases did. */
@Command(
    name = "status",
    description = "List the releases, or show the steps of one.%n",
    footer = {"", "Examples:", "  slipway release status", "  slipway release status v42"})
final class ReleaseStatus extends Verb {
  @Parameters(paramLabel = "VERSION", arity = "0..1", description = "One release. Default: all.")
  private Optional<String> version = Optional.empty();

  @Mixin private Output output;

  ReleaseStatus(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    if (version.isEmpty()) {
      List<ReleaseRecord> releases = estate.journal().releases();
      output.print(screen(), releases, () -> ReleaseTables.of(releases));
      return;
    }
    ReleaseRecord release = estate.journal().find(version.get()).orElseThrow(this::unknown);
    output.print(screen(), release, () -> ReleaseTables.of(release));
  }

  private SlipwayException unknown() {
    return new SlipwayException(
        ErrorCode.RELEASE_UNKNOWN,
        "there was no release " + version.orElseThrow(),
        "see `slipway release status`");
  }
}
