package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.CommandLineRun;
import dev.slipway.release.Services;
import dev.slipway.service.AccessKey;
import dev.slipway.service.Application;
import dev.slipway.service.Backup;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.StepRecord;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the rows of the hand procedure have come to when a release on AWS is through. */
record RowsOnAws(AwsEstate estate, SiteRecord old, SiteRecord fresh) {
  private static final String NIGHTLY = "nightly-backup";

  /** By v41: the index of v42 begins empty, and R13 is to wait for it. */
  private static final String NOT_OFFERED = "seed-index";

  /** By the journal, and by those who must know. */
  void areDone() {
    assertThat(fresh.role()).isEqualTo(SiteRole.CURRENT);
    everyStepIsDone();
    theDatabaseHasMoved();
    theFileIndexerRunsOnTheNewSiteOnly();
    theProxiesSendToTheNewSite();
    theTestSiteStandsBesideIt();
    theKeysHaveBeenChanged();
    theOfficeKnows();
  }

  private void everyStepIsDone() {
    ReleaseRecord record = estate.open().journal().find("v42").orElseThrow();
    assertThat(record.state()).isEqualTo(ReleaseState.COMPLETED);
    for (Runbook.Row row : Runbook.of(record.steps())) {
      assertThat(row.outcome()).as(row.toString()).isIn("done", "already done");
    }
    assertThat(record.steps())
        .filteredOn(step -> step.outcome() instanceof Outcome.Skipped)
        .extracting(StepRecord::name)
        .containsExactly(NOT_OFFERED);
  }

  private void theDatabaseHasMoved() {
    DatabaseStatus moved = services().database(fresh).status();
    assertThat(moved.role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(services().database(old).status().role()).isEqualTo(DatabaseRole.STANDBY);
    assertThat(services().backups(fresh).list())
        .extracting(Backup::timeline)
        .endsWith(moved.timeline());
  }

  private void theFileIndexerRunsOnTheNewSiteOnly() {
    assertThat(services().application(fresh).fileIndexer().on()).isTrue();
    assertThat(services().application(old).fileIndexer().on()).isFalse();
  }

  private void theProxiesSendToTheNewSite() {
    Application application = services().application(fresh);
    for (String proxy : estate.proxyUrls()) {
      assertThat(application.siteAnsweringAt(proxy)).contains(fresh.name());
    }
  }

  /** Promoted: people try it out, and write to it. */
  private void theTestSiteStandsBesideIt() {
    SiteRecord test = estate.site("v42-test");
    assertThat(test.role()).isEqualTo(SiteRole.TEST);
    assertThat(test.commit()).isEqualTo(fresh.commit());
    assertThat(services().application(test).siteAnsweringAt(estate.testUrl()))
        .contains(test.name());
    assertThat(services().database(test).status().role()).isEqualTo(DatabaseRole.PRIMARY);
  }

  private void theKeysHaveBeenChanged() {
    for (var user : estate.open().estate().services().keys().users()) {
      List<AccessKey> keys = services().keyRing().keys(user.name());
      assertThat(keys).hasSize(2);
      assertThat(keys.stream().filter(AccessKey::active))
          .extracting(AccessKey::id)
          .doesNotContain(estate.key(user.name()).id())
          .containsExactly(
              services().credentials(fresh, user.name()).keyId(user.profile()).orElseThrow());
    }
    String file = "/srv/slipway/servers/v42-b/home/postgres/.aws/credentials";
    CommandLineRun shown =
        estate.run("server", "run", "--server", "v42-b", "--", "stat", "--format=%a of %U", file);
    assertThat(shown.output()).contains("600 of postgres");
  }

  /** Tag, logs, schedule, mail, tracker. */
  private void theOfficeKnows() {
    assertThat(services().source().resolve("v42.0")).contains(fresh.commit());
    try (S3Client s3 = estate.account().s3()) {
      assertThat(s3.listObjectsV2(list -> list.bucket("logs").prefix("production/")).contents())
          .extracting(S3Object::key)
          .anyMatch(key -> key.endsWith("/access.log"));
    }
    assertThat(services().schedule(fresh).find(NIGHTLY)).isPresent();
    assertThat(services().schedule(old).find(NIGHTLY)).isEmpty();
    assertThat(estate.office().subjects()).hasSize(2);
    assertThat(services().tickets().orElseThrow().ready()).isEmpty();
  }

  private Services services() {
    return estate.open().services();
  }
}
