package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.config.DataSize;
import dev.slipway.config.SwitchoverSettings;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeDatabase;
import dev.slipway.fake.FakeHoldWatch;
import dev.slipway.fake.FakePooler;
import dev.slipway.release.Switchover.Approval;
import dev.slipway.release.Switchover.Side;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.DirectClient;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Pooler;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class SwitchoverTest {
  private static final Duration BUDGET = Duration.ofMillis(400);
  private static final Endpoint OLD = new Endpoint("127.0.41.1", 5432);
  private static final Endpoint NEW = new Endpoint("127.0.41.2", 5432);

  private final Calls calls = new Calls();
  private final FakeDatabase old = FakeDatabase.primary("v41-b", OLD, "7123");
  private final FakeDatabase next = old.standby("v42-b", NEW);
  private final FakePooler oldPooler = new FakePooler(new Endpoint("127.0.41.1", 6432), OLD);
  private final FakePooler newPooler = new FakePooler(new Endpoint("127.0.41.2", 6432), NEW);
  private final Side from =
      new Side(
          "v41-b",
          calls.of(Database.class, "old", old),
          calls.of(Pooler.class, "oldPooler", oldPooler));
  private final FakeHoldWatch watch = new FakeHoldWatch(from, to(next));
  private final Switchover switchover = switchover(next);

  private Side to(Database candidate) {
    return new Side(
        "v42-b",
        calls.of(Database.class, "new", candidate),
        calls.of(Pooler.class, "newPooler", newPooler));
  }

  private Switchover switchover(Database candidate) {
    return switchover(candidate, Approval.ALWAYS);
  }

  private Switchover switchover(Database candidate, Approval approval) {
    return new Switchover(
        from,
        to(candidate),
        calls.of(HoldWatch.class, "watch", watch),
        new SwitchoverSettings(BUDGET, Duration.ofMillis(100), DataSize.parse("16MB")),
        approval);
  }

  private Evidence run() {
    return switchover.run(Progress.silent());
  }

  private SlipwayException fails() {
    return catchThrowableOfType(SlipwayException.class, this::run);
  }

  @Test
  void holdsFencesProvesPromotesRepointsAndReleasesInThatOrder() {
    old.write("acknowledged");

    Evidence evidence = run();

    assertThat(calls.acting())
        .containsExactly(
            "watch.start",
            "oldPooler.prepare",
            "oldPooler.prepareRepoint",
            "newPooler.prepare",
            "newPooler.prepareRepoint",
            "old.prepareFence",
            "old.checkpoint",
            "new.preparePromotion",
            "watch.arm",
            "oldPooler.hold",
            "old.fence",
            "new.proveReplayed",
            "new.promote",
            "oldPooler.repoint",
            "oldPooler.release",
            "newPooler.repoint",
            "newPooler.release",
            "oldPooler.settle",
            "newPooler.settle",
            "watch.disarm",
            "watch.close");
    writesFlowToTheNewDatabase();
    assertThat(next.rows()).containsExactly("acknowledged");
    assertThat(evidence.facts())
        .containsKeys(
            "holdMs", "fenceMs", "proofMs", "promoteMs", "resumeMs", "totalMs", "finalPosition")
        .containsEntry("timeline", 1)
        .containsEntry("systemIdentifier", "7123");
  }

  @Test
  void holdsTheClientsOfBothPoolersWhenBothWriteToTheOldDatabase() {
    newPooler.repoint(OLD);

    run();

    assertThat(calls.acting())
        .containsSubsequence(
            "watch.arm", "oldPooler.hold", "newPooler.hold", "old.fence", "watch.disarm");
    writesFlowToTheNewDatabase();
  }

  @Test
  void releasesTheClientsOfBothPoolersWhenItReturns() {
    newPooler.repoint(OLD);
    newPooler.transaction();

    assertThat(fails().code()).isEqualTo(ErrorCode.HOLD_NOT_REACHED);

    theOldSiteServesAsBefore();
    assertThat(newPooler.status().paused()).isFalse();
    assertThat(newPooler.status().target()).isEqualTo(OLD);
  }

  @Test
  void sendsTheClientsOfBothPoolersOnWhenTheControllerEndsAfterThePromotion() {
    newPooler.repoint(OLD);
    calls.after("new.promote", Calls.failure(ErrorCode.DATABASE_UNREACHABLE));
    calls.before("oldPooler.repoint", Calls.failure(ErrorCode.POOLER_FAILED));
    fails();
    calls.before("oldPooler.repoint", () -> {});

    watch.expire();

    writesFlowToTheNewDatabase();
  }

  @Test
  void seesThatItIsFinishedOnlyWhenBothPoolersSendToTheNewDatabaseAndNobodyIsHeld() {
    assertThat(switchover.observe()).isEmpty();
    run();
    assertThat(switchover.observe()).isPresent();
    oldPooler.repoint(OLD);
    assertThat(switchover.observe()).isEmpty();
    oldPooler.repoint(NEW);
    newPooler.prepare();
    newPooler.hold(Duration.ofSeconds(1));
    assertThat(switchover.observe()).isEmpty();
  }

  @Test
  void namesTheClientsThatBypassThePooler() {
    old.connect(new DirectClient(42, "reports", "psql", "127.0.0.9"));

    assertThat(run().facts())
        .containsEntry("directClients", 1)
        .containsEntry("directClientNames", "[reports@127.0.0.9 (psql)]");
  }

  @Test
  void holdsNobodyBeforeTheStandbyIsOne() {
    FakeDatabase stranger = FakeDatabase.primary("x", NEW, "9").standby("v42-b", NEW);

    SlipwayException e =
        catchThrowableOfType(
            SlipwayException.class, () -> switchover(stranger).run(Progress.silent()));

    assertThat(e.code()).isEqualTo(ErrorCode.LINEAGE_DIFFERS);
    nobodyWasHeld();
  }

  @Test
  void waitsForAStandbyThatHasJustLostItsUpstreamToKnowItsTimelineAgain() {
    AtomicInteger asked = new AtomicInteger();
    calls.answer(
        "new.status",
        status -> asked.getAndIncrement() < 5 ? onTimeline((DatabaseStatus) status, 0) : status);

    run();

    writesFlowToTheNewDatabase();
  }

  private static DatabaseStatus onTimeline(DatabaseStatus status, int timeline) {
    return new DatabaseStatus(
        status.role(),
        status.systemIdentifier(),
        timeline,
        status.position(),
        status.replayPaused(),
        status.fenced());
  }

  @Test
  void holdsNobodyWhileReplayIsPaused() {
    next.lag(true);

    assertThat(fails().code()).isEqualTo(ErrorCode.DATABASE_STATE);
    nobodyWasHeld();
  }

  @Test
  void holdsNobodyWithoutAWatch() {
    watch.mishaps().fail(ErrorCode.DATABASE_UNREACHABLE);

    assertThat(fails().code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE);
    nobodyWasHeld();
  }

  @Test
  void returnsWhenATransactionDoesNotFinishAndSaysWhatItDoes() {
    oldPooler.transaction();
    old.openTransaction("pid 123, 4 s: update documents");

    assertThat(fails())
        .hasMessageContaining("the oldest transaction is pid 123, 4 s: update documents")
        .extracting(SlipwayException::code)
        .isEqualTo(ErrorCode.HOLD_NOT_REACHED);
    theOldSiteServesAsBefore();
    assertThat(calls.acting()).doesNotContain("old.fence");
  }

  @Test
  void returnsWhenTheFenceDoesNotStandInTime() {
    calls.before("old.fence", Calls.failure(ErrorCode.DEADLINE_EXCEEDED));

    assertThat(fails().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    theOldSiteServesAsBefore();
  }

  @Test
  void returnsWhenTheFenceStandsButSaysThatItDoesNot() {
    calls.after("old.fence", Calls.failure(ErrorCode.DEADLINE_EXCEEDED));

    assertThat(fails().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    theOldSiteServesAsBefore();
  }

  @Test
  void returnsWhenTheNewDatabaseHasNotEverything() {
    calls.before("oldPooler.hold", () -> next.lag(true));
    calls.after("oldPooler.hold", () -> old.write("just before the hold"));

    assertThat(fails().code()).isEqualTo(ErrorCode.NOT_CAUGHT_UP);
    theOldSiteServesAsBefore();
    assertThat(old.rows()).containsExactly("just before the hold");
  }

  @Test
  void returnsWhenTheFencedDatabaseIsOfAnotherLineage() {
    calls.before("new.proveReplayed", Calls.failure(ErrorCode.LINEAGE_DIFFERS));

    assertThat(fails().code()).isEqualTo(ErrorCode.LINEAGE_DIFFERS);
    theOldSiteServesAsBefore();
  }

  @Test
  void returnsWhenTheBudgetIsUsedUpBeforeThePromotion() {
    calls.after("new.proveReplayed", () -> LockSupport.parkNanos(BUDGET.toNanos() + 1_000_000));

    assertThat(fails().code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
    theOldSiteServesAsBefore();
  }

  @Test
  void returnsWhenTheLastWordIsNoThoughTheNewDatabaseHasEverything() {
    Switchover refused = switchover(next, Calls.failure(ErrorCode.DOCUMENTS_UNREADABLE)::run);

    SlipwayException e =
        catchThrowableOfType(SlipwayException.class, () -> refused.run(Progress.silent()));

    assertThat(e.code()).isEqualTo(ErrorCode.DOCUMENTS_UNREADABLE);
    assertThat(calls.acting()).contains("new.proveReplayed");
    theOldSiteServesAsBefore();
  }

  @Test
  void holdsNobodyWhenSomethingElseIsNotReady() {
    SlipwayException e =
        catchThrowableOfType(
            SlipwayException.class, () -> switchover(next, new Reluctant()).run(Progress.silent()));

    assertThat(e.code()).isEqualTo(ErrorCode.PROXY_CONFIGURATION);
    nobodyWasHeld();
  }

  @Test
  void returnsAfterAnErrorThatNobodyThoughtOf() {
    calls.before(
        "new.proveReplayed",
        () -> {
          throw new IllegalStateException("a defect");
        });

    assertThat(fails().code()).isEqualTo(ErrorCode.INTERNAL);
    theOldSiteServesAsBefore();
  }

  @Test
  void keepsWritesHeldAndTheFirstErrorWhenTheOldDatabaseCannotBeGivenBackYet() {
    calls.before("new.proveReplayed", Calls.failure(ErrorCode.NOT_CAUGHT_UP));
    calls.before("old.unfence", Calls.failure(ErrorCode.DEADLINE_EXCEEDED));

    SlipwayException e = fails();

    assertThat(e.code()).isEqualTo(ErrorCode.NOT_CAUGHT_UP);
    assertThat(e.getSuppressed()).hasSize(1);
    assertThat(oldPooler.status().paused()).isTrue();
    assertThat(watch.armed()).isTrue();
  }

  @Test
  void returnsWhenTheRightToPromoteHasEnded() {
    calls.before("new.promote", Calls.failure(ErrorCode.GRANT_EXPIRED));

    assertThat(fails().code()).isEqualTo(ErrorCode.GRANT_EXPIRED);
    theOldDatabaseServes();
  }

  @Test
  void completesWhenThePromotionErrsButHappened() {
    calls.after("new.promote", Calls.failure(ErrorCode.DATABASE_UNREACHABLE));

    run();

    writesFlowToTheNewDatabase();
  }

  @Test
  void completesWhenThePromotionHappensOnlyAfterItsError() {
    calls.before("new.promote", this::promotedLateAndWithAnError);

    run();

    writesFlowToTheNewDatabase();
  }

  private void promotedLateAndWithAnError() {
    calls.answer(
        "new.status",
        status -> {
          next.promote(BUDGET);
          return status;
        });
    Calls.failure(ErrorCode.DATABASE_UNREACHABLE).run();
  }

  @Test
  void goesForwardPastThePromotionThoughItIsInterruptedThere() {
    Thread controller = Thread.currentThread();
    calls.before("new.promote", controller::interrupt);

    run();

    assertThat(Thread.interrupted()).isTrue();
    writesFlowToTheNewDatabase();
  }

  @Test
  void stopsAndGivesNothingBackWhenThePromotionWasAskedForAndIsNotSeen() {
    calls.before("new.promote", Calls.failure(ErrorCode.DEADLINE_EXCEEDED));

    assertThat(fails().code()).isEqualTo(ErrorCode.DATABASE_STATE);
    assertThat(old.status().role()).isEqualTo(DatabaseRole.STOPPED);
    assertThat(old.status().fenced()).isTrue();
    assertThat(oldPooler.status().paused()).isTrue();
    assertThat(calls.acting()).doesNotContain("old.unfence", "oldPooler.release");
    assertThat(watch.armed()).isTrue();
    watch.expire();
    theOldDatabaseServes();
  }

  @Test
  void completesForwardWhenItIsEnteredAgainAfterThePromotion() {
    held();
    promoted();

    run();

    writesFlowToTheNewDatabase();
    assertThat(calls.acting()).doesNotContain("oldPooler.hold", "old.unfence", "new.promote");
  }

  @Test
  void asksNothingElseOnceTheNewDatabaseIsPromoted() {
    held();
    promoted();

    switchover(next, new Reluctant()).run(Progress.silent());

    writesFlowToTheNewDatabase();
  }

  @Test
  void completesForwardWhenItIsEnteredAgainBetweenTheTwoPoolers() {
    promoted();
    oldPooler.repoint(NEW);

    run();

    writesFlowToTheNewDatabase();
  }

  @Test
  void givesTheOldDatabaseBackAndBeginsAfreshWhenItIsEnteredAgainAfterTheFence() {
    held();
    old.prepareFence(NEW);
    old.fence(BUDGET);

    run();

    writesFlowToTheNewDatabase();
    assertThat(calls.acting())
        .startsWith(
            "watch.start",
            "watch.recover",
            "old.cancelFence",
            "new.revokePromotion",
            "old.unfence",
            "oldPooler.prepare",
            "oldPooler.release");
    assertThat(calls.acting()).containsOnlyOnce("new.promote");
  }

  @Test
  void releasesTheHoldAndBeginsAfreshWhenItIsEnteredAgainAfterTheHold() {
    held();

    run();

    writesFlowToTheNewDatabase();
    assertThat(calls.acting()).startsWith("watch.start", "watch.recover", "old.cancelFence");
    assertThat(calls.acting()).containsOnlyOnce("oldPooler.hold");
  }

  @Test
  void stopsWhenItIsEnteredAgainAfterTheFenceAndTheNewDatabaseIsSilent() {
    held();
    old.prepareFence(NEW);
    old.fence(BUDGET);
    calls.answer("new.status", status -> silent((DatabaseStatus) status));

    assertThat(fails().code()).isEqualTo(ErrorCode.DATABASE_STATE);
    assertThat(calls.acting())
        .containsExactly("watch.start", "watch.recover", "old.cancelFence", "watch.close");
    assertThat(old.status().fenced()).isTrue();
  }

  private static DatabaseStatus silent(DatabaseStatus status) {
    return new DatabaseStatus(
        DatabaseRole.UNREACHABLE,
        status.systemIdentifier(),
        status.timeline(),
        status.position(),
        false,
        status.fenced());
  }

  private void promoted() {
    next.preparePromotion(BUDGET);
    old.prepareFence(NEW);
    old.fence(BUDGET);
    next.promote(BUDGET);
  }

  private void held() {
    oldPooler.prepare();
    oldPooler.hold(Duration.ofSeconds(1));
  }

  private void writesFlowToTheNewDatabase() {
    assertThat(next.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(old.status().role()).isEqualTo(DatabaseRole.STOPPED);
    assertThat(old.status().fenced()).isTrue();
    assertThat(oldPooler.status().paused()).isFalse();
    assertThat(oldPooler.status().target()).isEqualTo(NEW);
    assertThat(newPooler.status().paused()).isFalse();
    assertThat(newPooler.status().target()).isEqualTo(NEW);
  }

  private void nobodyWasHeld() {
    assertThat(calls.acting()).doesNotContain("watch.arm", "oldPooler.hold", "old.fence");
    assertThat(oldPooler.status().paused()).isFalse();
  }

  private void theOldSiteServesAsBefore() {
    theOldDatabaseServes();
    assertThat(calls.acting()).doesNotContain("new.promote");
  }

  private void theOldDatabaseServes() {
    assertThat(old.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(old.status().fenced()).isFalse();
    assertThat(oldPooler.status().paused()).isFalse();
    assertThat(oldPooler.status().target()).isEqualTo(OLD);
    assertThat(next.status().role()).isEqualTo(DatabaseRole.STANDBY);
  }

  private static final class Reluctant implements Approval {
    @Override
    public void prepare() {
      Calls.failure(ErrorCode.PROXY_CONFIGURATION).run();
    }

    @Override
    public void require() {
      prepare();
    }
  }
}
