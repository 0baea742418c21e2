package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.config.Estate;
import dev.slipway.release.Direction;
import dev.slipway.release.Plan;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.Releases;
import dev.slipway.workflow.ReleaseRecord;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Goes back to the version that served before a release. */
@Command(
    name = "rollback",
    description = {
      "Go back to the site that served before a release. It is the same switchover in the other",
      "direction: writes are held, not refused, and none is lost, for the former site's database",
      "has followed since. It works once the release has promoted its database, be it completed",
      "or not; before that, `slipway release abort` takes a release back.",
      "",
      "The release's own site then follows in turn, so that `slipway release start VERSION` goes",
      "forward again without another launch. A rollback is resumed and aborted as a release is.",
      "",
      "It is refused when the former version could not read what was written since. Then",
      "--to-restore-point launches the former version on a new site, with the database as it",
      "was before the first request came to the release's version. WHAT WAS WRITTEN SINCE IS",
      "LOST to the site; the sites that are left are stopped and keep it. You are told how much",
      "it is, and type the version to confirm it.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway release rollback v42 --dry-run   whether it would go, and every step",
      "  slipway release rollback v42",
      "  slipway release rollback v42 --to-restore-point --dry-run   what would be lost",
      "  slipway release rollback v42 --to-restore-point --confirm v42"
    })
final class ReleaseRollback extends Verb {
  private static final String LOSS = "this loses what was written since";

  @Parameters(paramLabel = "VERSION", description = "What to take back: the release that is live")
  private String version;

  @Option(
      names = "--to-restore-point",
      description = "Lose what was written since the release's version was sent its first request.")
  private boolean toRestorePoint;

  @Option(
      names = "--confirm",
      paramLabel = "VERSION",
      description = "Confirm that loss without being asked, for scripts.")
  private Optional<String> confirmed = Optional.empty();

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  ReleaseRollback(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    ReleaseRequest request = new ReleaseRequest(version, Estate.PRODUCTION);
    Direction direction = toRestorePoint ? Direction.TO_RESTORE_POINT : Direction.BACK;
    if (dryRun.on()) {
      Plan plan = estate.releases().planRollback(request, direction);
      output.print(screen(), plan, () -> ReleaseTables.of(plan) + loss(estate.releases(), plan));
      return;
    }
    if (toRestorePoint && !begun(estate, request)) {
      confirm(estate.releases(), estate.releases().planRollback(request, direction));
    }
    ReleaseLines lines = new ReleaseLines(screen());
    new ReleaseEnd(screen(), output, lines)
        .forward(estate.releases().rollback(request, direction, lines));
  }

  /** Then it was confirmed. */
  private static boolean begun(OpenEstate estate, ReleaseRequest request) {
    return estate.journal().find(request.rollback()).filter(ReleaseRecord::unfinished).isPresent();
  }

  private void confirm(Releases releases, Plan plan) {
    screen().note(loss(releases, plan).strip());
    new Confirmation(LOSS, confirmed, () -> screen().ask("type %s to lose it: ".formatted(version)))
        .require(version);
  }

  private static String loss(Releases releases, Plan plan) {
    return plan.restores()
        ? "%n%n%s returns to %s: %s would be lost by now, and what is written until the switch"
            .formatted(
                plan.request().version(),
                plan.former().orElseThrow().point().orElseThrow().taken(),
                releases.loss(plan).describe())
        : "";
  }
}
