package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Backup;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.Optional;

/** The new database archives from now on; its first backup is the first on the new timeline. */
public record PushFirstBackup(ReleaseContext release) implements Action {

  @Override
  public Optional<Evidence> observe() {
    DatabaseStatus status = database().status();
    // A database that does not answer tells its timeline from before the promotion.
    return status.role() == DatabaseRole.PRIMARY ? first(status.timeline()) : Optional.empty();
  }

  private Optional<Evidence> first(int timeline) {
    return repository().list().stream()
        .filter(backup -> backup.timeline() == timeline)
        .filter(backup -> backup.finished().isAfter(release.plan().made()))
        .findFirst()
        .map(PushFirstBackup::evidence);
  }

  @Override
  public Evidence apply(Progress progress) {
    database().enableArchiving();
    database().checkpoint();
    return evidence(repository().push(progress::say));
  }

  private static Evidence evidence(Backup backup) {
    return Evidence.of("label", backup.label())
        .and("timeline", backup.timeline())
        .and("sizeBytes", backup.sizeBytes())
        .and("tookMs", backup.took().toMillis());
  }

  private Database database() {
    return release.services().database(release.candidate());
  }

  private BackupRepository repository() {
    return release.services().backups(release.candidate());
  }
}
