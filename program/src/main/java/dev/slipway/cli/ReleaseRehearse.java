package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.config.Estate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.node.FileMutex;
import dev.slipway.release.Rehearsal;
import dev.slipway.release.Rehearsed;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.StepRecord;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a release out. */
@Command(
    name = "rehearse",
    description = {
      "Try a release out on throw-away copies, by its own steps: a copy of the current site and a",
      "candidate are restored from the backup; the switchover between them and the batch upgrade",
      "run for real. Says how long writes would be held and which documents would fail to upgrade.",
      "Tag, keys, proxies, mail and tickets are left alone, and both copies are removed.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway release rehearse v42                 the tag v42.0, or the branch",
      "  slipway release rehearse v42 -b my-branch"
    })
final class ReleaseRehearse extends Verb {
  @Parameters(paramLabel = "VERSION", description = "What would be released: v42 or v42.1")
  private String version;

  @Option(
      names = {"-b", "--branch"},
      paramLabel = "REVISION",
      description = "Tag, branch or commit. Default: the version's tag, or the estate's branch.")
  private Optional<String> revision = Optional.empty();

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  ReleaseRehearse(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    ReleaseRequest request = new ReleaseRequest(version, Estate.PRODUCTION);
    String wanted = revision.orElseGet(() -> usual(estate, request.tag()));
    String what = "rehearse %s at %s on copies of %s";
    if (dryRun.says(screen(), output, what.formatted(version, wanted, current(estate).name()))) {
      return;
    }
    ReleaseLines lines = new ReleaseLines(screen());
    try (FileMutex _ = turn(estate)) {
      Rehearsed rehearsed =
          new Rehearsal(estate.services(), estate.estate(), Clock.systemUTC(), version, wanted)
              .run(lines);
      output.print(screen(), rehearsed, () -> RehearsalText.of(rehearsed, lines.elapsed()));
      rehearsed.failed().ifPresent(ReleaseRehearse::fail);
    }
  }

  /** A second one would take the copies of the first for what a killed one left. */
  private static FileMutex turn(OpenEstate estate) {
    return FileMutex.attempt(estate.estate().state().resolve("rehearsal.lock"))
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.RELEASE_RUNNING,
                    "another rehearsal is running on this machine",
                    "wait for it, or end it: its copies are removed then"));
  }

  private static String usual(OpenEstate estate, String tag) {
    return estate.services().source().resolve(tag).isPresent()
        ? tag
        : estate.estate().application().branch();
  }

  private static void fail(StepRecord step) {
    if (step.outcome() instanceof Outcome.Failed failed) {
      throw new SlipwayException(
          failed.code(),
          "the release would fail at %s: %s".formatted(step.name(), failed.message()),
          failed.hint());
    }
  }
}
