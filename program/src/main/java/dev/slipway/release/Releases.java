package dev.slipway.release;

import dev.slipway.config.Estate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.DurableExecution;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The releases of one estate: plan, start, resume, abort. What the verbs and the console call. */
public final class Releases {
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
    World world = new WorldObserver(services).observe(estate.services().logs().isPresent());
    return new Planner().plan(request, world, clock.instant());
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
    Plan plan = plan(request);
    return run(request.version(), plan, PlanJson.write(plan), listener);
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

  private ReleaseRecord goOn(ReleaseRecord known, StepListener listener) {
    return run(known.id(), PlanJson.read(known.request()), known.request(), listener);
  }

  private ReleaseRecord run(String id, Plan plan, String request, StepListener listener) {
    ReleaseRecord record = execution.get().run(id, request, steps(plan), listener);
    return changedNothing(record)
        ? execution.get().abort(id, steps(plan), StepListener.silent())
        : record;
  }

  private static boolean changedNothing(ReleaseRecord record) {
    return record.state() == ReleaseState.STOPPED
        && record.steps().size() == 1
        && record.steps().getFirst().name().equals(Planner.CHECK)
        && record.steps().getFirst().outcome() instanceof Outcome.Failed failed
        && failed.code() != ErrorCode.INTERRUPTED;
  }

  private ReleaseRecord unfinished() {
    return execution.get().releases().stream()
        .filter(ReleaseRecord::unfinished)
        .findFirst()
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.RELEASE_UNKNOWN,
                    "no release is unfinished",
                    "see `slipway release status`; begin one with `slipway release start VERSION`"));
  }

  private List<Step> steps(Plan plan) {
    ReleaseContext context = new ReleaseContext(plan, services, estate.rules());
    return new Steps(context, estate).bind();
  }
}
