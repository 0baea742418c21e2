package dev.slipway.release;

import static dev.slipway.release.PlannedStep.step;

import dev.slipway.service.Application.Feature;
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

  /** Plans a release: of a single server, or with the data nodes that the request names. */
  public Plan plan(ReleaseRequest request, World world, Instant now) {
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
    LaunchSteps launch = new LaunchSteps(request, world);
    steps.addAll(launch.candidate());
    steps.add(launch.seedIndex());
    steps.addAll(launch.testSite());
    steps.add(
        step(
            "install-keys",
            "a new inactive key for each of " + world.keyUsers() + ", installed on " + to,
            List.of("R10", "R11"),
            world.lacksKeyUsers()));
    steps.add(
        step(
            "check-search",
            "the search cluster's health, with reasons",
            List.of("R8"),
            world.lacks(Feature.SEARCH)));
    steps.add(
        step(
            "wait-for-index",
            "the first index of " + to + ", then little lag",
            List.of("R13"),
            world.lacks(Feature.INDEXER)));
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
    steps.add(
        step(
            "announce-start",
            "mail: writes will be held for a moment",
            List.of("R14"),
            world.lacksMail()));
    steps.add(
        step(
            "switch-database",
            "hold, fence %s, prove, promote %s, repoint, release".formatted(from, to),
            List.of("R15", "R19")));
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
    String to = request.candidate();
    steps.add(
        step(
            "activate-keys",
            "new keys active and proved, old keys inactive and seen refused",
            List.of("R17"),
            world.lacksKeyUsers()));
    steps.add(
        step(
            "upgrade-documents",
            "batch upgrade, halting on errors",
            List.of("R19"),
            world.lacks(Feature.UPGRADE)));
    steps.add(
        step(
            "push-first-backup",
            "archiving on, first backup of " + to + "'s timeline",
            List.of("R19")));
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
    steps.add(
        step(
            "announce-end",
            "mail: done, with the measured write gap",
            List.of("R14"),
            world.lacksMail()));
  }
}
