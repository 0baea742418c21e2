package dev.slipway.release.step;

import dev.slipway.release.Action;
import dev.slipway.release.ReleaseContext;
import dev.slipway.service.Backup;
import dev.slipway.service.BackupRepository;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A base backup of the current site that is younger than the plan, restored once as proof. */
public record PushBackup(ReleaseContext release) implements Action {
  private static final Duration RESTORE = Duration.ofMinutes(30);

  @Override
  public Optional<Evidence> observe() {
    return repository().list().stream()
        .filter(backup -> backup.finished().isAfter(release.plan().made()))
        .reduce((older, newer) -> newer)
        .map(backup -> proved(backup, Progress.silent()));
  }

  @Override
  public Evidence apply(Progress progress) {
    BackupRepository repository = repository();
    repository.initialise();
    return proved(repository.push(progress::say), progress);
  }

  private Evidence proved(Backup backup, Progress progress) {
    progress.say("restoring %s once as proof".formatted(backup.label()));
    Duration restored = repository().proveRestore(RESTORE);
    return Evidence.of("label", backup.label())
        .and("sizeBytes", backup.sizeBytes())
        .and("tookMs", backup.took().toMillis())
        .and("ageSeconds", Duration.between(backup.finished(), Instant.now()).toSeconds())
        .and("restoreProvedMs", restored.toMillis());
  }

  private BackupRepository repository() {
    return release.services().backups(release.current());
  }
}
