package dev.slipway.release.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeBackupRepository;
import dev.slipway.fake.FakeDatabase;
import dev.slipway.fake.FakeProvider;
import dev.slipway.release.ReleaseContext;
import dev.slipway.release.TestRelease;
import dev.slipway.service.Database;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Progress;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a controller finds that comes after one that died in a step with a backup. */
class BackupStepsTest {
  private final FakeBackupRepository before =
      new FakeBackupRepository(
          Clock.fixed(TestRelease.PLANNED.minus(Duration.ofDays(1)), ZoneOffset.UTC));
  private final FakeBackupRepository since =
      new FakeBackupRepository(
          Clock.fixed(TestRelease.PLANNED.plus(Duration.ofMinutes(1)), ZoneOffset.UTC));
  private final FakeDatabase old =
      FakeDatabase.primary("v41-b", TestRelease.OLD.database(), "7123");
  private final FakeDatabase promoted = old.standby("v42-b", TestRelease.NEW.database());

  @Test
  void takesABackupWhenTheNewestIsOlderThanThePlan() {
    before.push(line -> {});

    new PushBackup(TestRelease.of(before)).apply(Progress.silent());

    assertThat(before.list()).hasSize(2);
  }

  @Test
  void provesTheBackupThatWasTakenSinceThePlanAndTakesNoOther() {
    since.push(line -> {});

    assertThat(new PushBackup(TestRelease.of(since)).apply(Progress.silent()).facts())
        .containsEntry("label", "backup-1")
        .containsEntry("restoreProvedMs", 2000L);
    assertThat(since.list()).hasSize(1);
  }

  @Test
  void failsWhenTheBackupThatWasTakenSinceDoesNotRestore() {
    since.push(line -> {});
    since.damage();

    PushBackup step = new PushBackup(TestRelease.of(since));

    assertThat(step.observe()).isEmpty();
    assertThatThrownBy(() -> step.apply(Progress.silent()))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.BACKUP_FAILED));
  }

  @Test
  void knowsTheFirstBackupOfTheNewTimeline() {
    promoted.preparePromotion(Duration.ofSeconds(1));
    old.prepareFence(promoted.endpoint());
    old.fence(Duration.ofSeconds(1));
    promoted.promote(Duration.ofSeconds(1));
    since.push(line -> {});
    PushFirstBackup step = new PushFirstBackup(release(promoted));
    assertThat(step.observe()).isEmpty();

    since.timeline(2);
    step.apply(Progress.silent());

    assertThat(step.observe().orElseThrow().facts()).containsEntry("timeline", 2);
    assertThat(promoted.archiving()).isTrue();
  }

  @Test
  void takesNoOldBackupForTheFirstOneWhileTheDatabaseDoesNotAnswer() {
    old.prepareFence(promoted.endpoint());
    old.fence(Duration.ofSeconds(1));
    since.push(line -> {});

    assertThat(new PushFirstBackup(release(old)).observe()).isEmpty();
  }

  private ReleaseContext release(Database database) {
    return TestRelease.of(since, database, provider());
  }

  private static Provider provider() {
    return (Provider)
        Proxy.newProxyInstance(
            FakeProvider.class.getClassLoader(),
            new Class<?>[] {Provider.class},
            (proxy, method, arguments) -> Optional.<SiteRecord>of(TestRelease.NEW));
  }
}
