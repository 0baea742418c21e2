package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeMailer;
import dev.slipway.fake.ReleasedEstate;
import dev.slipway.service.ClusterRequest;
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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back to the restore point, with every contract in memory. */
class RestoreTest {
  @TempDir Path folder;
  private ReleasedEstate estate;

  @BeforeEach
  void release() {
    estate = new ReleasedEstate(folder);
    estate.backups.push(line -> {});
    estate.liveDatabase.write("written through v41");
    estate.journal(estate.restorePoint());
    estate.liveDatabase.write("written through v42");
    estate.formerApplication.unreadable(List.of(new UnreadableDocuments("experiment", 2, 1)));
  }

  @Test
  void theFormerVersionServesWhatWasThereBeforeTheFirstRequestToTheRelease() {
    assertThat(restore().state()).isEqualTo(ReleaseState.COMPLETED);

    assertThat(estate.restoredDatabase.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(estate.restoredDatabase.rows()).containsExactly("written through v41");
    assertThat(estate.provider.find("v41-r").orElseThrow().role()).isEqualTo(SiteRole.CURRENT);
    assertThat(estate.provider.find("v41-r").orElseThrow().version()).isEqualTo("v41.0");
    assertThat(estate.main.answering("catalog").host()).isEqualTo("127.0.200.3");
    assertThat(estate.backup.answering("catalog").host()).isEqualTo("127.0.200.3");
    assertThat(state("v42")).isEqualTo(ReleaseState.ROLLED_BACK);
  }

  @Test
  void aClusteredSiteComesBackWithAsManyDataNodes() {
    var nodes = List.of("v41-b-data1", "v41-b-data2");
    var request = new ClusterRequest("v41-b-cluster", nodes, "v41.0", estate.former.commit());
    estate.provider.add(
        estate.former.with(
            estate.provider.launchCluster(request, Duration.ofMinutes(1), line -> {})));

    assertThat(restore().state()).isEqualTo(ReleaseState.COMPLETED);

    assertThat(estate.provider.find("v41-r").orElseThrow().cluster().orElseThrow().nodes())
        .containsExactly("v41-r-data1", "v41-r-data2");
  }

  @Test
  void whatIsLeftIsFencedAndStoppedAndKeepsEverything() {
    restore();

    assertThat(estate.liveDatabase.status().fenced()).isTrue();
    assertThat(estate.liveDatabase.status().role()).isEqualTo(DatabaseRole.STOPPED);
    assertThat(estate.liveDatabase.rows())
        .containsExactly("written through v41", "written through v42");
    assertThat(estate.formerDatabase.rows()).hasSize(2);
    assertThat(estate.provider.running("v42-b")).isFalse();
    assertThat(estate.provider.running("v41-b")).isFalse();
    assertThat(estate.provider.running("v41-r")).isTrue();
  }

  @Test
  void aFormerSiteThatIsGoneMeanwhileDoesNotKeepItFromItsEnd() {
    estate.mailer.mishaps().failNext(1, ErrorCode.MAIL_FAILED);
    assertThat(restore().state()).isEqualTo(ReleaseState.STOPPED);
    estate.provider.terminate("v41-b");

    ReleaseRecord restored = restore();

    assertThat(restored.state()).isEqualTo(ReleaseState.COMPLETED);
    assertThat(facts(restored, "stop-left-sites")).containsEntry("stopped", "v42-b");
  }

  @Test
  void aMailServerThatIsDownDoesNotKeepItFromBeingTakenBack() {
    estate.mailer.mishaps().fail(ErrorCode.MAIL_FAILED);
    assertThat(restore().state()).isEqualTo(ReleaseState.STOPPED);

    assertThat(estate.releases().abort(StepListener.silent()).state())
        .isEqualTo(ReleaseState.ABORTED);
  }

  @Test
  void itSaysHowMuchWasLeftBehind() {
    ReleaseRecord restored = restore();

    Map<String, Object> facts = facts(restored, "replace-database");
    assertThat(facts).containsEntry("lostTransactions", 1L).containsKey("leftBehindAt");
    assertThat(estate.mailer.sent().getFirst().body()).contains("What was written since is lost");
    assertThat(estate.mailer.sent())
        .extracting(FakeMailer.Sent::subject)
        .containsExactly("v42 is about to be rolled back", "v42 is rolled back");
  }

  @Test
  void onlyTheKeysOfTheRestoredSiteWorkThen() {
    restore();

    for (String user : estate.keyUsers()) {
      assertThat(estate.activeKeys(user))
          .containsExactly(estate.heldKey(estate.provider.find("v41-r").orElseThrow(), user));
    }
  }

  @Test
  void thereIsNoneBeforeTheReleaseHasSetAPoint() {
    estate = new ReleasedEstate(folder);
    estate.journal(new TestStep("prove-index", new ArrayList<>()).failing(true));

    SlipwayException refused = catchThrowableOfType(SlipwayException.class, this::restore);

    assertThat(refused.code()).isEqualTo(ErrorCode.RELEASE_STATE);
    assertThat(refused).hasMessageContaining("set no restore point");
  }

  @Test
  void isRefusedBeforeAnythingIsChangedWhenEveryBackupIsYounger() {
    estate = new ReleasedEstate(folder);
    estate.journal(estate.restorePoint());
    estate.backups.push(line -> {});

    ReleaseRecord refused = restore();

    assertThat(refused.state()).isEqualTo(ReleaseState.ABORTED);
    assertThat(failure(refused).code()).isEqualTo(ErrorCode.BACKUP_MISSING);
    theReleaseServes();
  }

  @Test
  void theLiveDatabaseGoesOnWhenEvenTheRestoredOneCannotBeRead() {
    estate.restoredApplication.unreadable(List.of(new UnreadableDocuments("experiment", 2, 1)));

    assertThat(failure(restore()).code()).isEqualTo(ErrorCode.DOCUMENTS_UNREADABLE);

    assertThat(estate.liveDatabase.status().role()).isEqualTo(DatabaseRole.PRIMARY);
  }

  @Test
  void anAbortBeforeThePromotionGivesTheLiveDatabaseBackAndRemovesTheRestoredSite() {
    estate.restoredDatabase.mishaps().failNext("promote", ErrorCode.DATABASE_UNREACHABLE);
    assertThat(failure(restore()).code()).isEqualTo(ErrorCode.DATABASE_UNREACHABLE);
    assertThat(estate.liveDatabase.status().fenced()).isTrue();

    assertThat(estate.releases().abort(StepListener.silent()).state())
        .isEqualTo(ReleaseState.ABORTED);

    theReleaseServes();
    assertThat(estate.provider.find("v41-r")).isEmpty();
  }

  @Test
  void theWatchGivesTheLiveDatabaseBackWhenTheControllerEndsBetweenTheFenceAndThePromotion() {
    estate.restoredDatabase.mishaps().failNext("promote", ErrorCode.DATABASE_UNREACHABLE);
    restore();
    assertThat(estate.fenceWatch.armed()).isTrue();

    estate.fenceWatch.expire();

    assertThat(estate.liveDatabase.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(estate.liveDatabase.status().fenced()).isFalse();
    assertThat(estate.restoredDatabase.status().role()).isEqualTo(DatabaseRole.STANDBY);
    assertThat(estate.formerPooler.status().target()).isEqualTo(estate.live.database());
    assertThat(estate.livePooler.status().target()).isEqualTo(estate.live.database());
  }

  @Test
  void theWatchSendsNobodyToTheRestoredDatabase() {
    restore();
    assertThat(estate.fenceWatch.armed()).isFalse();

    estate.fenceWatch.recover();

    assertThat(estate.liveDatabase.status().fenced()).isTrue();
    assertThat(estate.livePooler.status().target()).isEqualTo(estate.live.database());
  }

  @Test
  void aFenceThatDoesNotStandIsTakenBackAtOnce() {
    estate.liveDatabase.mishaps().failNext("fence", ErrorCode.DEADLINE_EXCEEDED);

    assertThat(failure(restore()).code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);

    assertThat(estate.liveDatabase.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(estate.restoredDatabase.status().role()).isEqualTo(DatabaseRole.STANDBY);
  }

  @Test
  void isResumedBetweenTheFenceAndThePromotion() {
    estate.restoredDatabase.mishaps().failNext("promote", ErrorCode.DATABASE_UNREACHABLE);
    assertThat(restore().state()).isEqualTo(ReleaseState.STOPPED);

    assertThat(estate.releases().resume(StepListener.silent()).state())
        .isEqualTo(ReleaseState.COMPLETED);

    assertThat(estate.restoredDatabase.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(estate.liveDatabase.status().fenced()).isTrue();
  }

  @Test
  void isNotMixedWithARollbackThatLosesNothing() {
    estate.search.loseIndex("documents");
    restore();

    SlipwayException refused =
        catchThrowableOfType(
            SlipwayException.class,
            () ->
                estate
                    .releases()
                    .rollback(ReleasedEstate.V42, Direction.BACK, StepListener.silent()));

    assertThat(refused.code()).isEqualTo(ErrorCode.RELEASE_STATE);
  }

  private ReleaseRecord restore() {
    return estate
        .releases()
        .rollback(ReleasedEstate.V42, Direction.TO_RESTORE_POINT, StepListener.silent());
  }

  private ReleaseState state(String id) {
    return estate.execution.find(id).orElseThrow().state();
  }

  private void theReleaseServes() {
    assertThat(estate.liveDatabase.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(estate.liveDatabase.status().fenced()).isFalse();
    assertThat(estate.main.answering("catalog")).isEqualTo(estate.live.application());
    assertThat(state("v42")).isEqualTo(ReleaseState.COMPLETED);
  }

  private static Map<String, Object> facts(ReleaseRecord record, String step) {
    return record.steps().stream()
        .filter(one -> one.name().equals(step))
        .map(StepRecord::outcome)
        .map(Outcome.Done.class::cast)
        .findFirst()
        .orElseThrow()
        .evidence()
        .facts();
  }

  private static Outcome.Failed failure(ReleaseRecord record) {
    return record.steps().stream()
        .map(StepRecord::outcome)
        .filter(Outcome.Failed.class::isInstance)
        .map(Outcome.Failed.class::cast)
        .findFirst()
        .orElseThrow(() -> new AssertionError(record.steps()));
  }
}
