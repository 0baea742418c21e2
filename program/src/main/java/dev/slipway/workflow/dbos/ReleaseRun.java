package dev.slipway.workflow.dbos;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.dbos.AttemptWorkflow.Action;
import dev.slipway.workflow.dbos.ReleaseTable.Attempt;
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
    Order order = new Order(id, request, names("", steps), ReleaseState.COMPLETED);
    return drive(order, release -> applies(runner(release), steps));
  }

  /**
   * @return whether it was interrupted
   */
  boolean backward(String id, List<Step> steps) {
    requireReturn(id, steps);
    Order order = new Order(id, "", names("revert ", steps), ReleaseState.ABORTED);
    return drive(order, release -> reverts(runner(release), steps));
  }

  /** What is asked of an attempt. */
  private record Order(String id, String request, String plan, ReleaseState end) {}

  private boolean drive(Order order, Function<Long, List<Action>> actions) {
    ReleaseTable releases = new ReleaseTable(new Sql(connections));
    DbosAttempt dbos = new DbosAttempt(connections, leadership, background);
    Attempt attempt = releases.attempt(leadership, order.id(), order.request(), order.plan());
    boolean pending = dbos.prepare(attempt.workflow());
    if (!attempt.begun() && !pending) {
      attempt = releases.next(leadership, attempt, order.plan());
    }
    boolean done = dbos.run(attempt.workflow(), pending, actions.apply(attempt.release()));
    releases.end(leadership, attempt, done ? order.end() : ReleaseState.STOPPED);
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
            "finish it with `slipway release resume`; then the way back is a rollback");
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
