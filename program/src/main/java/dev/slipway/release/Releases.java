package dev.slipway.release;

import dev.slipway.config.Estate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.DurableExecution;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.Progress;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.StepRecord;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The releases of one estate: plan, start, resume, abort, roll back. What the verbs and the console
 * call.
 */
public final class Releases {
  /** The steps that only look: a release that stopped there changed nothing. */
  private static final Set<String> CHECKS =
      Set.of(Planner.CHECK, RollbackPlanner.CHECK, RestorePlanner.CHECK);

  /** The steps after which nothing is taken back any more. */
  private static final Set<String> PROMOTIONS = Set.of("switch-database", "replace-database");

  private final Services services;
  private final Estate estate;
  private final Supplier<DurableExecution> execution;
  private final Clock clock;

  /**
   * @param execution opened only when a release runs, resumes or is taken back; planning needs no
   *     journal
   */
  public Releases(
      Services services, Estate estate, Supplier<DurableExecution> execution, Clock clock) {
    this.services = services;
    this.estate = estate;
    this.execution = execution;
    this.clock = clock;
  }

  /** Looks at the estate and plans; changes nothing. */
  public Plan plan(ReleaseRequest request) {
    World world = new WorldObserver(services).observe(keepsLogs());
    return new Planner().plan(request, world, clock.instant());
  }

  /**
   * Looks at the estate and plans the way back of a release; changes nothing.
   *
   * @param direction back to the site, or to the restore point
   * @throws SlipwayException what would keep it from being begun
   */
  public Plan planRollback(ReleaseRequest request, Direction direction) {
    Plan plan = wayBack(request, direction);
    steps(plan).getFirst().apply(Progress.silent());
    return plan;
  }

  /**
   * Starts the release, or goes on with it when the journal has it unfinished. One that was taken
   * back begins anew. One that is refused before anything was changed is taken back at once: it
   * stands in nobody's way, and the journal keeps why.
   *
   * @throws SlipwayException {@code RELEASE_STATE} when it is completed already
   */
  public ReleaseRecord start(ReleaseRequest request, StepListener listener) {
    services.endOrphans();
    Optional<ReleaseRecord> known = execution.get().find(request.version());
    if (known.filter(ReleaseRecord::unfinished).isPresent()) {
      return goOn(known.get(), listener);
    }
    known.ifPresent(Releases::refuseCompleted);
    return begin(plan(request), listener);
  }

  /**
   * Goes back to the site that served before a release, or to its restore point, or goes on with
   * that. Refused as {@link #start} is, without leaving anything.
   *
   * @throws SlipwayException {@code RELEASE_STATE} when it is on its way in the other direction
   */
  public ReleaseRecord rollback(
      ReleaseRequest request, Direction direction, StepListener listener) {
    services.endOrphans();
    Optional<ReleaseRecord> begun =
        execution.get().find(request.rollback()).filter(ReleaseRecord::unfinished);
    if (begun.isEmpty()) {
      return begin(wayBack(request, direction), listener);
    }
    requireSame(begun.get(), direction);
    return goOn(begun.get(), listener);
  }

  /** What the return to the restore point of such a plan would cost now. */
  public Loss loss(Plan plan) {
    return new ReleaseContext(plan, services, estate.rules()).loss();
  }

  private static void requireSame(ReleaseRecord begun, Direction direction) {
    if (PlanJson.read(begun.request()).direction() != direction) {
      throw new SlipwayException(
          ErrorCode.RELEASE_STATE,
          "%s has begun already, to another end".formatted(begun.id()),
          "take that back first: `slipway release abort`");
    }
  }

  /** Goes on with the unfinished release. */
  public ReleaseRecord resume(StepListener listener) {
    services.endOrphans();
    return goOn(unfinished(), listener);
  }

  /** Takes the unfinished release back, as long as nothing was promoted. */
  public ReleaseRecord abort(StepListener listener) {
    services.endOrphans();
    ReleaseRecord known = unfinished();
    Plan plan = PlanJson.read(known.request());
    return execution.get().abort(known.id(), steps(plan), listener);
  }

  private static void refuseCompleted(ReleaseRecord known) {
    if (known.state() == ReleaseState.COMPLETED) {
      throw new SlipwayException(
          ErrorCode.RELEASE_STATE,
          "release %s is completed".formatted(known.id()),
          "a release's version is used once; choose the next one");
    }
  }

  private Plan wayBack(ReleaseRequest request, Direction direction) {
    return new WayBack(services, execution.get())
        .plan(request, direction, keepsLogs(), clock.instant());
  }

  private boolean keepsLogs() {
    return estate.services().logs().isPresent();
  }

  private ReleaseRecord begin(Plan plan, StepListener listener) {
    return run(plan, PlanJson.write(plan), listener);
  }

  private ReleaseRecord goOn(ReleaseRecord known, StepListener listener) {
    return run(PlanJson.read(known.request()), known.request(), listener);
  }

  private ReleaseRecord run(Plan plan, String request, StepListener listener) {
    ReleaseRecord record = forward(plan, request, listener);
    return changedNothing(record)
        ? execution.get().abort(plan.id(), steps(plan), StepListener.silent())
        : record;
  }

  private ReleaseRecord forward(Plan plan, String request, StepListener listener) {
    return plan.back()
        ? execution
            .get()
            .takeBack(plan.id(), plan.request().version(), request, steps(plan), listener)
        : execution.get().run(plan.id(), request, steps(plan), listener);
  }

  private static boolean changedNothing(ReleaseRecord record) {
    return record.state() == ReleaseState.STOPPED
        && record.steps().size() == 1
        && CHECKS.contains(record.steps().getFirst().name())
        && record.steps().getFirst().outcome() instanceof Outcome.Failed failed
        && failed.code() != ErrorCode.INTERRUPTED;
  }

  private ReleaseRecord unfinished() {
    return execution.get().unfinished().stream().findFirst().orElseThrow(Releases::noneUnfinished);
  }

  /** Whether its new database is promoted, as far as the journal knows: then it is not aborted. */
  public static boolean promoted(ReleaseRecord release) {
    return release.steps().stream()
        .filter(step -> PROMOTIONS.contains(step.name()))
        .map(StepRecord::outcome)
        .anyMatch(
            outcome -> outcome instanceof Outcome.Done || outcome instanceof Outcome.AlreadyDone);
  }

  /** Why there is nothing to resume or to abort. */
  public static SlipwayException noneUnfinished() {
    return new SlipwayException(
        ErrorCode.RELEASE_UNKNOWN,
        "no release is unfinished",
        "see `slipway release status`; begin one with `slipway release start VERSION`");
  }

  private List<Step> steps(Plan plan) {
    ReleaseContext context = new ReleaseContext(plan, services, estate.rules());
    return new Steps(context, estate).bind();
  }
}
