package dev.slipway.release;

import static dev.slipway.release.PlannedStep.step;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.SiteRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns a request and an observed world into a plan. Pure: it asks nobody and changes nothing. The
 * order is the procedure's, but for three things that a machine can do better than a person: keys
 * are made and installed in one step (the secret is never kept anywhere in between), the database
 * moves before the proxies (writes are held, not refused), and the old database follows the new
 * one.
 */
public final class Planner {
  /** The step that only looks: a release that it stopped changed nothing. */
  static final String CHECK = "check-estate";

  /**
   * Plans a release: of a single server, or with the data nodes that the request names.
   *
   * @throws SlipwayException {@code USAGE} when the application has no use for data nodes, {@code
   *     RELEASE_STATE} when the site that it would launch serves already
   */
  public Plan plan(ReleaseRequest request, World world, Instant now) {
    requireOther(request, world.current());
    new LaunchSteps(request, world).check();
    List<PlannedStep> steps = new ArrayList<>();
    prepare(steps, request, world);
    bringUp(steps, request, world);
    switchOver(steps, request, world);
    settle(steps, request, world);
    return new Plan(
        request,
        Direction.FORWARD,
        now,
        world.current(),
        List.copyOf(steps),
        world.forecast(),
        Optional.empty());
  }

  private static void requireOther(ReleaseRequest request, SiteRecord current) {
    if (request.candidate().equals(current.name())) {
      throw new SlipwayException(
          ErrorCode.RELEASE_STATE,
          "%s serves already, at %s".formatted(current.name(), current.version()),
          "a release's version is used once; choose the next one");
    }
  }

  private static void prepare(List<PlannedStep> steps, ReleaseRequest request, World world) {
    CommonSteps common = new CommonSteps(world, request.candidate());
    String from = world.current().name();
    steps.add(step(CHECK, "nothing is changed: site, proxies, names, tools", List.of()));
    steps.add(common.switchFileIndexerOff());
    steps.add(
        step(
            "push-backup", "a base backup of " + from + ", restored once as proof", List.of("R1")));
    steps.add(step("tag-release", "annotated tag " + request.tag() + ", pushed", List.of("R3")));
  }

  private static void bringUp(List<PlannedStep> steps, ReleaseRequest request, World world) {
    String to = request.candidate();
    CommonSteps common = new CommonSteps(world, to);
    LaunchSteps launch = new LaunchSteps(request, world);
    steps.addAll(launch.candidate());
    steps.add(launch.seedIndex());
    steps.addAll(launch.testSite());
    steps.add(common.installKeys("a new inactive key"));
    steps.add(common.checkSearch(world.lacks(Feature.SEARCH)));
    steps.add(
        common.waitForIndex(
            "the first index of " + to + ", then little lag", world.lacks(Feature.INDEXER)));
    steps.add(
        step(
            "set-replicas",
            "copies of each index as the profile says, as far as the data nodes can hold them",
            List.of("R8"),
            world.lacks(Feature.SEARCH)));
    steps.add(
        step(
            "wait-for-calm",
            "the quiet time, no bolus in the index of %s, little lag in that of %s"
                .formatted(world.current().name(), to),
            List.of("R13")));
  }

  private static void switchOver(List<PlannedStep> steps, ReleaseRequest request, World world) {
    CommonSteps common = new CommonSteps(world, request.candidate());
    String from = world.current().name();
    String to = request.candidate();
    steps.add(common.announceStart("writes will be held for a moment"));
    steps.add(common.switchDatabase());
    steps.add(step("follow-new-database", "the database of " + from + " follows " + to, List.of()));
    steps.add(
        step(
            "prove-index",
            "both indexers have indexed past the switchover's snapshot",
            List.of("R18"),
            world.lacks(Feature.INDEXER)));
    steps.add(
        step(
            RestorePoints.STEP,
            "a named place in the log, before the new version can write",
            List.of()));
    steps.addAll(common.switchProxies());
    steps.add(common.assignRoles());
  }

  private static void settle(List<PlannedStep> steps, ReleaseRequest request, World world) {
    CommonSteps common = new CommonSteps(world, request.candidate());
    String from = world.current().name();
    steps.add(common.activateKeys());
    steps.add(
        step(
            "upgrade-documents",
            "batch upgrade, halting on errors",
            List.of("R19"),
            world.lacks(Feature.UPGRADE)));
    steps.add(common.pushFirstBackup());
    steps.add(
        step(
            "archive-logs",
            "the logs of " + from + " into the object store",
            List.of("R20"),
            world.lacksLogs()));
    steps.add(common.moveSchedule());
    steps.add(
        step(
            "close-tickets",
            "every ticket that waits for the release",
            List.of("R22"),
            world.lacksTracker()));
    steps.add(common.soak());
    steps.add(common.switchFileIndexerOn(world.lacks(Feature.FILE_INDEXER)));
    steps.add(common.announceEnd("done, with the measured write gap"));
  }
}
