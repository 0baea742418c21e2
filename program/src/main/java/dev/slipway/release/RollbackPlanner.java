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
    steps.add(common.installKeys("its own former key or a new one"));
    steps.add(
        step(
            "enable-keys",
            "the keys on %s work, beside those on %s".formatted(to, from),
            List.of(),
            world.lacksKeyUsers()));
    steps.add(common.checkSearch(former.lacks(Feature.SEARCH)));
    steps.add(
        common.waitForIndex("little lag of the index of " + to, former.lacks(Feature.INDEXER)));
  }

  /** Writes go on through the former application, to the database of the site that is left. */
  private static void moveTraffic(List<PlannedStep> steps, World world, Former former) {
    CommonSteps common = new CommonSteps(world, former.site().name());
    String to = former.site().name();
    steps.add(common.announceStart("writes will be held for a moment"));
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
    steps.add(common.switchDatabase());
    steps.add(
        step(
            "follow-new-database",
            "the database of %s follows %s: the way forward".formatted(from, to),
            List.of()));
    steps.add(common.assignRoles());
  }

  private static void settle(List<PlannedStep> steps, World world, Former former) {
    CommonSteps common = new CommonSteps(world, former.site().name());
    steps.add(common.activateKeys());
    steps.add(common.pushFirstBackup());
    steps.add(common.moveSchedule());
    steps.add(common.soak());
    steps.add(common.switchFileIndexerOn(former.lacks(Feature.FILE_INDEXER)));
    steps.add(common.announceEnd("done"));
  }
}
