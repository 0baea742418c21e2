package dev.slipway.release;

import static dev.slipway.release.PlannedStep.step;

import dev.slipway.service.Application.Feature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Turns an observed world with a former site in it into the plan of the way back: the release's own
 * steps in the other direction, without those that bring something up. The proxies move before the
 * database, where a release moves them after it: either way it is the former version that writes
 * until both have moved, and what it writes both can read. Pure, as {@link Planner} is.
 */
final class RollbackPlanner {
  /** The step that only looks. */
  static final String CHECK = "check-way-back";

  Plan plan(ReleaseRequest request, World world, Former former, Instant now) {
    List<PlannedStep> steps = new ArrayList<>();
    prepare(steps, world, former);
    moveTraffic(steps, world, former);
    switchBack(steps, world, former);
    settle(steps, world, former);
    return new Plan(
        request.to(former.site().name()),
        Direction.BACK,
        now,
        world.current(),
        List.copyOf(steps),
        world.forecast(),
        Optional.of(former));
  }

  private static void prepare(List<PlannedStep> steps, World world, Former former) {
    CommonSteps common = new CommonSteps(world, former.site().name());
    String from = world.current().name();
    String to = former.site().name();
    steps.add(
        step(CHECK, "nothing is changed: %s follows, answers, reads all".formatted(to), List.of()));
    steps.add(common.switchFileIndexerOff());
    steps.add(
        step(
            "install-keys",
            "a key for each of %s on %s, its own former one or a new one"
                .formatted(world.keyUsers(), to),
            List.of("R10", "R11"),
            world.lacksKeyUsers()));
    steps.add(
        step(
            "enable-keys",
            "the keys on %s work, beside those on %s".formatted(to, from),
            List.of(),
            world.lacksKeyUsers()));
    steps.add(
        step(
            "check-search",
            "the health of %s's search cluster, with reasons".formatted(to),
            List.of("R8"),
            former.lacks(Feature.SEARCH)));
    steps.add(
        step(
            "wait-for-index",
            "little lag of the index of " + to,
            List.of("R13"),
            former.lacks(Feature.INDEXER)));
  }

  /** Writes go on through the former application, to the database of the site that is left. */
  private static void moveTraffic(List<PlannedStep> steps, World world, Former former) {
    CommonSteps common = new CommonSteps(world, former.site().name());
    String to = former.site().name();
    steps.add(
        step(
            "announce-start",
            "mail: writes will be held for a moment",
            List.of("R14"),
            world.lacksMail()));
    steps.add(
        step(
            "prove-index",
            "the indexer of %s has indexed past a snapshot of now".formatted(to),
            List.of("R18"),
            former.lacks(Feature.INDEXER)));
    steps.addAll(common.switchProxies());
  }

  private static void switchBack(List<PlannedStep> steps, World world, Former former) {
    CommonSteps common = new CommonSteps(world, former.site().name());
    String from = world.current().name();
    String to = former.site().name();
    steps.add(
        step(
            "switch-database",
            "hold, fence %s, prove, promote %s, repoint, release".formatted(from, to),
            List.of("R15")));
    steps.add(
        step(
            "follow-new-database",
            "the database of %s follows %s: the way forward".formatted(from, to),
            List.of()));
    steps.add(common.assignRoles());
  }

  private static void settle(List<PlannedStep> steps, World world, Former former) {
    CommonSteps common = new CommonSteps(world, former.site().name());
    String from = world.current().name();
    String to = former.site().name();
    steps.add(
        step(
            "activate-keys",
            "the keys on %s proved, those on %s inactive and seen refused".formatted(to, from),
            List.of("R17"),
            world.lacksKeyUsers()));
    steps.add(
        step(
            "push-first-backup",
            "archiving on, first backup of " + to + "'s new timeline",
            List.of("R19")));
    steps.add(common.moveSchedule());
    steps.add(common.soak());
    steps.add(common.switchFileIndexerOn(former.lacks(Feature.FILE_INDEXER)));
    steps.add(step("announce-end", "mail: done", List.of("R14"), world.lacksMail()));
  }
}
