package dev.slipway.release;

import dev.slipway.config.Estate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.DurableExecution;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
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
   * Starts the release, or goes on with it when the journal has it unfinished.
   *
   * @throws SlipwayException {@code RELEASE_STATE} when it is finished already
   */
  public ReleaseRecord start(ReleaseRequest request, StepListener listener) {
    Optional<ReleaseRecord> known = execution.get().find(request.version());
    if (known.isPresent()) {
      return goOn(known.get(), listener);
    }
    Plan plan = plan(request);
    return execution.get().run(request.version(), PlanJson.write(plan), steps(plan), listener);
  }

  /** Goes on with the unfinished release. */
  public ReleaseRecord resume(StepListener listener) {
    return goOn(unfinished(), listener);
  }

  /** Takes the unfinished release back, as long as nothing was promoted. */
  public ReleaseRecord abort(StepListener listener) {
    ReleaseRecord known = unfinished();
    Plan plan = PlanJson.read(known.request());
    return execution.get().abort(known.id(), steps(plan), listener);
  }

  private ReleaseRecord goOn(ReleaseRecord known, StepListener listener) {
    if (known.state() == ReleaseState.COMPLETED || known.state() == ReleaseState.ABORTED) {
      throw new SlipwayException(
          ErrorCode.RELEASE_STATE,
          "release %s is %s".formatted(known.id(), known.state().name().toLowerCase(Locale.ROOT)),
          "a release's version is used once; choose the next one");
    }
    Plan plan = PlanJson.read(known.request());
    return execution.get().run(known.id(), known.request(), steps(plan), listener);
  }

  private ReleaseRecord unfinished() {
    return execution.get().releases().stream()
        .filter(record -> record.state() != ReleaseState.COMPLETED)
        .filter(record -> record.state() != ReleaseState.ABORTED)
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
