package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeMailer;
import dev.slipway.fake.FakePooler;
import dev.slipway.fake.ReleasedEstate;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.SiteRole;
import dev.slipway.service.UnreadableDocuments;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.StepRecord;
import dev.slipway.workflow.TestStep;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back, with every contract in memory. */
class RollbackTest {
  @TempDir Path folder;
  private ReleasedEstate estate;

  @BeforeEach
  void release() {
    estate = new ReleasedEstate(folder);
    estate.liveDatabase.write("acknowledged by v42");
  }

  @Test
  void theFormerSiteServesAgainWithEveryWrite() {
    estate.journal();

    assertThat(rollback().state()).isEqualTo(ReleaseState.COMPLETED);

    theFormerSiteServes();
    assertThat(estate.formerDatabase.rows()).containsExactly("acknowledged by v42");
    assertThat(estate.formerDatabase.archiving()).isTrue();
    assertThat(estate.backups.list()).hasSize(1);
    assertThat(state("v42")).isEqualTo(ReleaseState.ROLLED_BACK);
  }

  @Test
  void theSiteThatIsLeftFollowsSoThatOneCanGoForwardAgain() {
    estate.journal();
    rollback();

    assertThat(estate.liveDatabase.status().role()).isEqualTo(DatabaseRole.STANDBY);
    assertThat(estate.liveDatabase.status().fenced()).isTrue();
    assertThat(estate.formerDatabase.replayedBy(estate.live.name())).isPresent();
  }

  @Test
  void theFormerKeysWorkAgainAndTheOthersDoNot() {
    estate.journal();
    rollback();

    for (String user : estate.keyUsers()) {
      assertThat(estate.activeKeys(user)).containsExactly(estate.heldKey(estate.former, user));
    }
  }

  @Test
  void aFormerKeyThatWasDeletedSinceIsReplaced() {
    estate.journal();
    String user = estate.keyUsers().getFirst();
    String deleted = estate.heldKey(estate.former, user);
    estate.ring.delete(user, deleted);

    assertThat(rollback().state()).isEqualTo(ReleaseState.COMPLETED);

    assertThat(estate.heldKey(estate.former, user)).isNotEqualTo(deleted);
    assertThat(estate.activeKeys(user)).containsExactly(estate.heldKey(estate.former, user));
  }

  @Test
  void thePeopleAreToldAndTheScheduleIsMoved() {
    estate.journal();
    rollback();

    assertThat(estate.mailer.sent())
        .extracting(FakeMailer.Sent::subject)
        .containsExactly("v42 is about to be rolled back", "v42 is rolled back");
    assertThat(estate.schedule(estate.former).find("nightly-backup")).isPresent();
    assertThat(estate.schedule(estate.live).find("nightly-backup")).isEmpty();
  }

  @Test
  void isRefusedBeforeAnythingIsChangedWhenTheFormerDatabaseDoesNotFollow() {
    estate.journal();
    estate.formerDatabase.stop();

    ReleaseRecord refused = rollback();

    assertThat(refused.state()).isEqualTo(ReleaseState.ABORTED);
    assertThat(failure(refused).code()).isEqualTo(ErrorCode.NOT_CAUGHT_UP);
    assertThat(state("v42")).isEqualTo(ReleaseState.COMPLETED);
    theLiveSiteServes();
  }

  @Test
  void isRefusedWhenTheFormerApplicationDoesNotAnswer() {
    estate.journal();
    estate.formerApplication.healthy(false);

    assertThat(failure(rollback()).code()).isEqualTo(ErrorCode.APPLICATION_UNHEALTHY);
    theLiveSiteServes();
  }

  @Test
  void isRefusedInWordsWhenTheFormerVersionCannotReadWhatWasWritten() {
    estate.journal();
    estate.formerApplication.unreadable(
        List.of(
            new UnreadableDocuments("biosample", 2, 7),
            new UnreadableDocuments("experiment", 2, 1200)));

    Outcome.Failed refused = failure(rollback());

    assertThat(refused.code()).isEqualTo(ErrorCode.DOCUMENTS_UNREADABLE);
    assertThat(refused.message())
        .isEqualTo(
            "v41-b cannot read what v42 wrote:"
                + " 7 of type biosample at version 2, 1200 of type experiment at version 2");
    theLiveSiteServes();
    assertThat(estate.livePooler.mishaps().struck("hold")).isZero();
  }

  @Test
  void aRefusalOffersTheRestorePointAndSaysWhatThatWouldCost() {
    estate.journal(estate.restorePoint());
    estate.liveDatabase.write("in the new form");
    estate.liveDatabase.write("in the new form, too");
    estate.formerApplication.unreadable(List.of(new UnreadableDocuments("experiment", 2, 2)));

    assertThat(failure(rollback()).hint())
        .contains("`slipway release rollback v42 --to-restore-point`", "loses 2 transactions of");
  }

  @Test
  void returnsToTheReleaseWhenItWroteSomethingUnreadableJustBeforeTheHold() {
    estate.journal();
    estate.mailer.mishaps().failNext(1, ErrorCode.MAIL_FAILED);
    rollback();
    estate.formerApplication.unreadable(List.of(new UnreadableDocuments("experiment", 2, 1)));

    ReleaseRecord stopped = estate.releases().resume(StepListener.silent());

    assertThat(failure(stopped).code()).isEqualTo(ErrorCode.DOCUMENTS_UNREADABLE);
    assertThat(stopped.steps().getLast().name()).isEqualTo("switch-database");
    assertThat(estate.formerPooler.status().paused()).isFalse();
    assertThat(estate.releases().abort(StepListener.silent()).state())
        .isEqualTo(ReleaseState.ABORTED);
    theLiveSiteServes();
  }

  @Test
  void isRefusedWhenNobodyCanSayWhatTheFormerVersionReads() {
    estate.journal();
    estate.formerApplication.without(Feature.UNREADABLE);

    assertThat(failure(rollback()).code()).isEqualTo(ErrorCode.DOCUMENTS_UNREADABLE);

    estate.liveApplication.without(Feature.UPGRADE);
    assertThat(rollback().state()).isEqualTo(ReleaseState.COMPLETED);
  }

  @Test
  void theApplicationThatIsLeftMayBeDown() {
    estate.journal();
    estate.liveApplication.healthy(false);

    assertThat(rollback().state()).isEqualTo(ReleaseState.COMPLETED);

    theFormerSiteServes();
  }

  @Test
  void isResumedWhereItStopped() {
    estate.journal();
    estate.schedule(estate.former).mishaps().failNext(1, ErrorCode.SCHEDULE_FAILED);
    assertThat(failure(rollback()).code()).isEqualTo(ErrorCode.SCHEDULE_FAILED);

    ReleaseRecord resumed = estate.releases().resume(StepListener.silent());

    assertThat(resumed.id()).isEqualTo("v42-rollback");
    assertThat(resumed.state()).isEqualTo(ReleaseState.COMPLETED);
    theFormerSiteServes();
  }

  @Test
  void anAbortBeforeThePromotionLeavesTheReleaseAsItWas() {
    estate.journal();
    estate.search.loseIndex("documents");
    assertThat(failure(rollback()).code()).isEqualTo(ErrorCode.SEARCH_UNHEALTHY);
    assertThat(estate.activeKeys("write-backups")).hasSize(2);

    assertThat(estate.releases().abort(StepListener.silent()).state())
        .isEqualTo(ReleaseState.ABORTED);

    theLiveSiteServes();
    assertThat(estate.activeKeys("write-backups"))
        .containsExactly(estate.heldKey(estate.live, "write-backups"));
    assertThat(estate.liveApplication.fileIndexer().on()).isTrue();
    assertThat(state("v42")).isEqualTo(ReleaseState.COMPLETED);
  }

  @Test
  void aReleaseThatStoppedAfterItsPromotionIsRolledBackToo() {
    estate.journal(new TestStep("prove-index", new ArrayList<>()).failing(true));
    assertThat(state("v42")).isEqualTo(ReleaseState.STOPPED);

    assertThat(rollback().state()).isEqualTo(ReleaseState.COMPLETED);

    theFormerSiteServes();
    assertThat(state("v42")).isEqualTo(ReleaseState.ROLLED_BACK);
  }

  @Test
  void writesThroughTheFormerSiteAreHeldToo() {
    estate.journal();

    rollback();

    assertThat(estate.formerPooler.mishaps().struck("hold")).isEqualTo(1);
    assertThat(estate.livePooler.mishaps().struck("hold")).isEqualTo(1);
  }

  @Test
  void onlyWhatServesIsRolledBack() {
    assertThat(refusal(ReleasedEstate.V42)).isEqualTo(ErrorCode.RELEASE_UNKNOWN);
    estate.journal();
    rollback();
    assertThat(refusal(ReleasedEstate.V42)).isEqualTo(ErrorCode.RELEASE_STATE);
  }

  @Test
  void thereIsNoWayBackToASiteThatWasTerminated() {
    estate.journal();
    estate.provider.terminate(estate.former.name());

    assertThat(refusal(ReleasedEstate.V42)).isEqualTo(ErrorCode.SITE_UNKNOWN);
  }

  @Test
  void planningItAsksWhetherItWouldGoAndLeavesNothing() {
    estate.journal();
    Plan plan = estate.releases().planRollback(ReleasedEstate.V42, Direction.BACK);
    assertThat(plan.current()).isEqualTo(estate.live);
    assertThat(plan.request().candidate()).isEqualTo(estate.former.name());

    estate.formerApplication.healthy(false);
    SlipwayException refused =
        catchThrowableOfType(
            SlipwayException.class,
            () -> estate.releases().planRollback(ReleasedEstate.V42, Direction.BACK));

    assertThat(refused.code()).isEqualTo(ErrorCode.APPLICATION_UNHEALTHY);
    assertThat(estate.execution.releases()).extracting(ReleaseRecord::id).containsExactly("v42");
  }

  private ReleaseRecord rollback() {
    return estate.releases().rollback(ReleasedEstate.V42, Direction.BACK, StepListener.silent());
  }

  private ErrorCode refusal(ReleaseRequest request) {
    return catchThrowableOfType(
            SlipwayException.class,
            () -> estate.releases().rollback(request, Direction.BACK, StepListener.silent()))
        .code();
  }

  private ReleaseState state(String id) {
    return estate.execution.find(id).orElseThrow().state();
  }

  private static Outcome.Failed failure(ReleaseRecord record) {
    return record.steps().stream()
        .map(StepRecord::outcome)
        .filter(Outcome.Failed.class::isInstance)
        .map(Outcome.Failed.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError(record.steps()));
  }

  private void theFormerSiteServes() {
    assertThat(estate.formerDatabase.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    for (FakePooler pooler : List.of(estate.formerPooler, estate.livePooler)) {
      assertThat(pooler.status().target()).isEqualTo(estate.former.database());
      assertThat(pooler.status().paused()).isFalse();
    }
    assertThat(estate.main.answering("catalog")).isEqualTo(estate.former.application());
    assertThat(estate.backup.answering("catalog")).isEqualTo(estate.former.application());
    assertThat(role("v41-b")).isEqualTo(SiteRole.CURRENT);
    assertThat(role("v42-b")).isEqualTo(SiteRole.FORMER);
    assertThat(estate.formerApplication.fileIndexer().on()).isTrue();
  }

  private void theLiveSiteServes() {
    assertThat(estate.liveDatabase.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(estate.livePooler.status().paused()).isFalse();
    assertThat(estate.main.answering("catalog")).isEqualTo(estate.live.application());
    assertThat(role("v42-b")).isEqualTo(SiteRole.CURRENT);
  }

  private SiteRole role(String site) {
    return estate.provider.find(site).orElseThrow().role();
  }
}
