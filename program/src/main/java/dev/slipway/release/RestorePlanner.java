package dev.slipway.release;

import static dev.slipway.release.PlannedStep.step;

import dev.slipway.service.Application.Feature;
import dev.slipway.service.RestorePoint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns an observed world into the plan of the way back that loses what was written since a restore
 * point: the former version on a new site, its database restored up to that point, takes the place
 * of the release's, which stays as it is. Pure, as {@link Planner} is.
 */
final class RestorePlanner {
  /** The step that only looks. */
  static final String CHECK = "check-restore-point";

  /**
   * @param request to the site that is to be restored
   * @param former with a restore point
   */
  Plan plan(ReleaseRequest request, World world, Former former, Instant now) {
    List<PlannedStep> steps = new ArrayList<>();
    bringUp(steps, request, world, former);
    replace(steps, request, world);
    settle(steps, request, world, former);
    return new Plan(
        request,
        Direction.TO_RESTORE_POINT,
        now,
        world.current(),
        List.copyOf(steps),
        world.forecast(),
        Optional.of(former));
  }

  private static void bringUp(
      List<PlannedStep> steps, ReleaseRequest request, World world, Former former) {
    CommonSteps common = new CommonSteps(world, request.candidate());
    String from = world.current().name();
    String to = request.candidate();
    RestorePoint point = former.point().orElseThrow();
    steps.add(step(CHECK, "nothing is changed: sites, proxies, point, backup", List.of()));
    steps.add(common.switchFileIndexerOff());
    steps.add(
        step(
            "archive-restore-point",
            "the log of %s up to %s is in the archive".formatted(from, point.name()),
            List.of()));
    steps.add(LaunchSteps.cluster(request));
    steps.add(
        step(
            "launch-restored-site",
            "%s at %s, its database restored up to %s%s"
                .formatted(to, former.site().version(), point.name(), LaunchSteps.joining(request)),
            List.of("R4", "R7", "R12")));
    steps.add(common.installKeys("a new inactive key"));
    steps.add(common.checkSearch(former.lacks(Feature.SEARCH)));
    steps.add(common.waitForIndex("the first full index of " + to, former.lacks(Feature.INDEXER)));
  }

  private static void replace(List<PlannedStep> steps, ReleaseRequest request, World world) {
    CommonSteps common = new CommonSteps(world, request.candidate());
    String from = world.current().name();
    String to = request.candidate();
    steps.add(common.announceStart("what was written since is lost"));
    steps.add(
        step(
            "replace-database",
            "fence %s for good, promote %s".formatted(from, to),
            List.of("R15")));
    steps.addAll(common.switchProxies());
    steps.add(common.assignRoles());
  }

  private static void settle(
      List<PlannedStep> steps, ReleaseRequest request, World world, Former former) {
    CommonSteps common = new CommonSteps(world, request.candidate());
    String from = world.current().name();
    steps.add(common.activateKeys());
    steps.add(common.pushFirstBackup());
    steps.add(common.moveSchedule());
    steps.add(
        step(
            "stop-left-sites",
            "%s and %s are stopped; all of their data stays".formatted(from, former.site().name()),
            List.of()));
    steps.add(common.soak());
    steps.add(common.switchFileIndexerOn(former.lacks(Feature.FILE_INDEXER)));
    steps.add(common.announceEnd("done"));
  }
}
