package dev.slipway.workflow.dbos;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.dbos.AttemptWorkflow.Action;
import dev.slipway.workflow.dbos.ReleaseTable.Attempt;
import dev.slipway.workflow.dbos.ReleaseTable.Request;
import dev.slipway.workflow.steps.StepRunner;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/** What a controller does while it leads: brings one release forward, or takes it back. */
record ReleaseRun(
    DataSource connections, Leadership leadership, Executor background, StepListener listener) {

  /**
   * @return whether it was interrupted
   */
  boolean forward(String id, String request, List<Step> steps) {
    return forward(new Request(id, request, names("", steps), Optional.empty()), steps);
  }

  /** As above, for a release that takes another one back. */
  boolean takingBack(String id, String taken, String request, List<Step> steps) {
    return forward(new Request(id, request, names("", steps), Optional.of(taken)), steps);
  }

  private boolean forward(Request request, List<Step> steps) {
    return drive(request, ReleaseState.COMPLETED, release -> applies(runner(release), steps));
  }

  /**
   * @return whether it was interrupted
   */
  boolean backward(String id, List<Step> steps) {
    requireReturn(id, steps);
    Request request = new Request(id, "", names("revert ", steps), Optional.empty());
    return drive(request, ReleaseState.ABORTED, release -> reverts(runner(release), steps));
  }

  private boolean drive(Request request, ReleaseState end, Function<Long, List<Action>> actions) {
    ReleaseTable releases = new ReleaseTable(new Sql(connections));
    DbosAttempt dbos = new DbosAttempt(connections, leadership, background);
    Attempt attempt = releases.attempt(leadership, request);
    boolean pending = dbos.prepare(attempt.workflow());
    if (!attempt.begun() && !pending) {
      attempt = releases.next(leadership, attempt, request.plan());
    }
    boolean done = dbos.run(attempt.workflow(), pending, actions.apply(attempt.release()));
    releases.end(leadership, attempt, done ? end : ReleaseState.STOPPED, request.taken());
    return dbos.interrupted();
  }

  private void requireReturn(String id, List<Step> steps) {
    ReleaseTable releases = new ReleaseTable(new Sql(connections));
    Optional<Long> release = releases.unfinished(id);
    if (release.isEmpty()) {
      throw releases
          .find(id)
          .map(
              finished ->
                  new SlipwayException(
                      ErrorCode.RELEASE_STATE,
                      "release %s is finished already".formatted(id),
                      "only an unfinished release can be taken back"))
          .orElseGet(
              () ->
                  new SlipwayException(
                      ErrorCode.RELEASE_UNKNOWN,
                      "the journal has no release " + id,
                      "see `slipway release status`"));
    }
    StepRunner runner = runner(release.get());
    for (Step step : steps) {
      if (runner.pastReturn(step)) {
        throw new SlipwayException(
            ErrorCode.RELEASE_STATE,
            "release %s is past its point of no return, %s".formatted(id, step.name()),
            "finish it with `slipway release resume`; what is live is taken back by a rollback");
      }
    }
  }

  private StepRunner runner(long release) {
    return new StepRunner(new StepTable(new Sql(connections), release, leadership), listener);
  }

  private static List<Action> applies(StepRunner runner, List<Step> steps) {
    return IntStream.range(0, steps.size())
        .mapToObj(
            i -> new Action(steps.get(i).name(), () -> runner.apply(steps.get(i), i, steps.size())))
        .toList();
  }

  private static List<Action> reverts(StepRunner runner, List<Step> steps) {
    return IntStream.iterate(steps.size() - 1, i -> i >= 0, i -> i - 1)
        .mapToObj(
            i ->
                new Action(steps.get(i).name(), () -> runner.revert(steps.get(i), i, steps.size())))
        .toList();
  }

  private static String names(String prefix, List<Step> steps) {
    return steps.stream().map(step -> prefix + step.name()).collect(Collectors.joining(","));
  }
}
