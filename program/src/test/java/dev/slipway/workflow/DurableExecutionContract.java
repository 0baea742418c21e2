package dev.slipway.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every durable execution promises, whatever keeps its journal. */
public abstract class DurableExecutionContract {
  private final List<String> calls = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private final List<TestStep> steps = TestStep.steps(calls, "one", "two", "three");

  /** One with an empty journal, the same one throughout a test. */
  protected abstract DurableExecution execution();

  @Test
  void runsTheStepsInOrderAndKeepsWhatTheyDid() {
    ReleaseRecord record = run("v42");

    assertThat(calls).containsExactly("apply one", "apply two", "apply three");
    assertThat(record.state()).isEqualTo(ReleaseState.COMPLETED);
    assertThat(record.request()).isEqualTo("{\"to\":\"v42\"}");
    assertThat(record.steps()).extracting(StepRecord::name).containsExactly("one", "two", "three");
    StepRecord first = record.steps().getFirst();
    assertThat(first.rows()).containsExactly("R1", "R2");
    assertThat(first.attempts()).isEqualTo(1);
    assertThat(first.outcome())
        .isEqualTo(
            new Outcome.Done(
                Evidence.of("lsn", "0/3000060").and("milliseconds", 12).and("clean", true)));
    assertThat(execution().find("v42")).contains(record);
  }

  @Test
  void tellsTheListenerWhatHappens() {
    run("v42");

    assertThat(told)
        .startsWith("started one 0/3", "progress one: working on one", "ended one: done");
  }

  @Test
  void hasNoRecordOfAReleaseThatNeverWas() {
    assertThat(execution().find("v42")).isEmpty();
    assertThat(execution().releases()).isEmpty();
  }

  @Test
  void doesNotRunAStepWhoseWorkIsDone() {
    steps.get(1).done(true);

    ReleaseRecord record = run("v42");

    assertThat(calls).containsExactly("apply one", "apply three");
    assertThat(record.steps().get(1).outcome())
        .isEqualTo(new Outcome.AlreadyDone(Evidence.of("seen", true)));
  }

  @Test
  void skipsAStepThatHasNoWorkWithoutLooking() {
    steps.get(1).skipped("no tickets configured").done(true);

    assertThat(run("v42").steps().get(1).outcome())
        .isEqualTo(new Outcome.Skipped("no tickets configured"));
  }

  @Test
  void stopsAtAFailedStepAndGoesOnThere() {
    steps.get(1).failing(true);
    ReleaseRecord stopped = run("v42");
    assertThat(stopped.state()).isEqualTo(ReleaseState.STOPPED);
    assertThat(stopped.steps()).hasSize(2);
    assertThat(stopped.steps().get(1).outcome())
        .isEqualTo(new Outcome.Failed(ErrorCode.INDEXER_STUCK, "two is stuck", "kick it"));

    steps.get(1).failing(false);
    ReleaseRecord completed = run("v42");

    assertThat(completed.state()).isEqualTo(ReleaseState.COMPLETED);
    assertThat(completed.steps().get(1).attempts()).isEqualTo(2);
    assertThat(completed.started()).isEqualTo(stopped.started());
    assertThat(calls).containsExactly("apply one", "apply two", "apply two", "apply three");
  }

  @Test
  void callsADefectOfAStepWhatItIs() {
    steps.get(1).defective();

    assertThat(run("v42").steps().get(1).outcome())
        .isInstanceOfSatisfying(
            Outcome.Failed.class, it -> assertThat(it.code()).isEqualTo(ErrorCode.INTERNAL));
  }

  @Test
  void looksFirstAfterADeathWithinAStep() {
    steps.get(1).dying(true);
    assertThatThrownBy(() -> run("v42")).isInstanceOf(TestStep.Death.class);
    ReleaseRecord cut = execution().find("v42").orElseThrow();
    assertThat(cut.state()).isEqualTo(ReleaseState.RUNNING);
    assertThat(cut.steps().get(1).outcome()).isEqualTo(new Outcome.Unknown());

    ReleaseRecord completed = run("v42");

    assertThat(completed.state()).isEqualTo(ReleaseState.COMPLETED);
    assertThat(completed.steps().get(1).outcome()).isInstanceOf(Outcome.AlreadyDone.class);
    assertThat(calls).containsExactly("apply one", "apply two", "apply three");
  }

  @Test
  void refusesAReleaseBesideAnUnfinishedOneAndNamesIt() {
    steps.get(1).failing(true);
    run("v42");

    assertRefused(() -> run("v43"), ErrorCode.RELEASE_RUNNING, "v42");
    assertThat(execution().find("v43")).isEmpty();
  }

  @Test
  void beginsAnewWhenTheReleaseIsFinished() {
    run("v42");
    steps.forEach(step -> step.done(false));
    run("v42");

    assertThat(calls).hasSize(6);
    assertThat(execution().releases()).hasSize(2);
  }

  @Test
  void listsTheNewestReleaseFirst() {
    run("v42");
    run("v43");

    assertThat(execution().releases()).extracting(ReleaseRecord::id).containsExactly("v43", "v42");
  }

  @Test
  void abortTakesBackWhatWasBegunInReverseOrder() {
    steps.getFirst().done(true);
    steps.get(2).dying(true);
    assertThatThrownBy(() -> run("v42")).isInstanceOf(TestStep.Death.class);
    calls.clear();

    ReleaseRecord record = abort("v42");

    assertThat(calls).containsExactly("revert three", "revert two");
    assertThat(record.state()).isEqualTo(ReleaseState.ABORTED);
    assertThat(record.reverts())
        .extracting(StepRecord::name, step -> step.outcome().word())
        .containsExactly(tuple("two", "done"), tuple("three", "done"));
    assertThat(record.steps()).hasSize(3);
  }

  @Test
  void anAbortThatFailsGoesOnWhereItFailed() {
    steps.get(2).failing(true);
    run("v42");
    steps.get(2).failing(false);
    steps.get(1).failing(true);
    calls.clear();
    assertThat(abort("v42").state()).isEqualTo(ReleaseState.STOPPED);

    steps.get(1).failing(false);
    assertThat(abort("v42").state()).isEqualTo(ReleaseState.ABORTED);

    assertThat(calls).containsExactly("revert three", "revert two", "revert two", "revert one");
  }

  @Test
  void aRunAfterHalfAnAbortDoesAgainWhatWasTakenBack() {
    steps.get(2).failing(true);
    run("v42");
    steps.get(2).failing(false);
    steps.getFirst().failing(true);
    abort("v42");
    steps.getFirst().failing(false);
    calls.clear();

    assertThat(run("v42").state()).isEqualTo(ReleaseState.COMPLETED);

    assertThat(calls).containsExactly("apply two", "apply three");
  }

  @Test
  void refusesToAbortBeyondThePointOfNoReturn() {
    steps.get(1).noReturn();
    steps.get(2).failing(true);
    run("v42");
    calls.clear();

    assertRefused(() -> abort("v42"), ErrorCode.RELEASE_STATE, "v42");
    assertThat(calls).isEmpty();
    assertThat(execution().find("v42").orElseThrow().state()).isEqualTo(ReleaseState.STOPPED);
  }

  @Test
  void asksTheWorldWhetherAStepThatWasCutShortPassedThePointOfNoReturn() {
    steps.get(1).noReturn().dying(true);
    assertThatThrownBy(() -> run("v42")).isInstanceOf(TestStep.Death.class);

    assertRefused(() -> abort("v42"), ErrorCode.RELEASE_STATE, "v42");

    steps.get(1).done(false);
    assertThat(abort("v42").state()).isEqualTo(ReleaseState.ABORTED);
  }

  @Test
  void refusesToAbortWhatIsFinishedOrUnknown() {
    run("v42");

    assertRefused(() -> abort("v42"), ErrorCode.RELEASE_STATE, "v42");
    assertRefused(() -> abort("v99"), ErrorCode.RELEASE_UNKNOWN, "v99");
  }

  @Test
  void aReleaseThatTakesAFinishedOneBackSaysSoWhenItIsCompleted() {
    run("v42");
    steps.get(1).done(false).failing(true);
    assertThat(takeBack("v42").state()).isEqualTo(ReleaseState.STOPPED);
    assertThat(state("v42")).isEqualTo(ReleaseState.COMPLETED);
    steps.get(1).failing(false);

    assertThat(takeBack("v42").state()).isEqualTo(ReleaseState.COMPLETED);

    assertThat(state("v42")).isEqualTo(ReleaseState.ROLLED_BACK);
    assertThat(state("v42-rollback")).isEqualTo(ReleaseState.COMPLETED);
  }

  @Test
  void anUnfinishedReleaseIsSetAsideWhileItIsTakenBack() {
    steps.get(2).failing(true);
    run("v42");

    assertThat(takeBack("v42").state()).isEqualTo(ReleaseState.STOPPED);

    assertThat(state("v42")).isEqualTo(ReleaseState.SET_ASIDE);
    assertRefused(() -> run("v42"), ErrorCode.RELEASE_RUNNING, "v42-rollback");
    steps.get(2).failing(false);
    assertThat(takeBack("v42").state()).isEqualTo(ReleaseState.COMPLETED);
    assertThat(state("v42")).isEqualTo(ReleaseState.ROLLED_BACK);
  }

  @Test
  void aReleaseThatWasSetAsideGoesOnWhenItsTakingBackWasAborted() {
    steps.get(2).failing(true);
    run("v42");
    takeBack("v42");
    steps.get(2).failing(false);

    assertThat(abort("v42-rollback").state()).isEqualTo(ReleaseState.ABORTED);

    assertThat(state("v42")).isEqualTo(ReleaseState.STOPPED);
    assertThat(run("v42").state()).isEqualTo(ReleaseState.COMPLETED);
  }

  private ReleaseRecord takeBack(String id) {
    return execution().takeBack(id + "-rollback", id, "{}", List.copyOf(steps), listener());
  }

  private ReleaseState state(String id) {
    return execution().find(id).orElseThrow().state();
  }

  private ReleaseRecord run(String id) {
    return execution().run(id, "{\"to\":\"" + id + "\"}", List.copyOf(steps), listener());
  }

  private ReleaseRecord abort(String id) {
    return execution().abort(id, List.copyOf(steps), listener());
  }

  private static void assertRefused(ThrowingCallable call, ErrorCode code, String named) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(SlipwayException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(named);
  }

  private StepListener listener() {
    return new StepListener() {
      @Override
      public void started(Step step, int position, int total) {
        told.add("started %s %d/%d".formatted(step.name(), position, total));
      }

      @Override
      public void progress(Step step, String line) {
        told.add("progress %s: %s".formatted(step.name(), line));
      }

      @Override
      public void ended(Step step, StepRecord record) {
        told.add("ended %s: %s".formatted(step.name(), record.outcome().word()));
      }
    };
  }
}
