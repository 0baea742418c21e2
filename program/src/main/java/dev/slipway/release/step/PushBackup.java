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

  /**
   * A backup is not taken again when the one before died after it, but proved: nobody knows whether
   * it was.
   */
  @Override
  public Evidence apply(Progress progress) {
    Backup backup = taken().orElseGet(() -> push(progress));
    progress.say("restoring %s once as proof".formatted(backup.label()));
    Duration restored = repository().proveRestore(RESTORE);
    return Evidence.of("label", backup.label())
        .and("sizeBytes", backup.sizeBytes())
        .and("tookMs", backup.took().toMillis())
        .and("ageSeconds", Duration.between(backup.finished(), Instant.now()).toSeconds())
        .and("restoreProvedMs", restored.toMillis());
  }

  private Optional<Backup> taken() {
    return repository().list().stream()
        .filter(backup -> backup.finished().isAfter(release.plan().made()))
        .reduce((older, newer) -> newer);
  }

  private Backup push(Progress progress) {
    repository().initialise();
    return repository().push(progress::say);
  }

  private BackupRepository repository() {
    return release.services().backups(release.current());
  }
}
