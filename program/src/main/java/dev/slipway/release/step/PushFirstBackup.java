package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Backup;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.Database;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.Optional;

/** The new database archives from now on; its first backup is the first on the new timeline. */
public record PushFirstBackup(ReleaseContext release) implements Action {

  @Override
  public Optional<Evidence> observe() {
    int timeline = database().status().timeline();
    return repository().list().stream()
        .filter(backup -> backup.timeline() >= timeline)
        .reduce((older, newer) -> newer)
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
