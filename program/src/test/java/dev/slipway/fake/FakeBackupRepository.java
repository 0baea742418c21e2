package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Backup;
import dev.slipway.service.BackupRepository;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A repository in memory. When it lies, it says that it took a backup and did not. */
public final class FakeBackupRepository implements BackupRepository {
  private final Mishaps mishaps = new Mishaps();
  private final List<Backup> backups = new ArrayList<>();
  private final Clock clock;
  private int timeline = 1;
  private boolean damaged;

  public FakeBackupRepository(Clock clock) {
    this.clock = clock;
  }

  public Mishaps mishaps() {
    return mishaps;
  }

  /** The timeline that the database is on now. */
  public synchronized void timeline(int now) {
    timeline = now;
  }

  /** What is in the repository does not restore. */
  public synchronized void damage() {
    damaged = true;
  }

  @Override
  public synchronized void initialise() {
    mishaps.strike("initialise");
  }

  @Override
  public synchronized Backup push(Consumer<String> progress) {
    mishaps.strike("push");
    progress.accept("new backup");
    Backup backup =
        new Backup(
            "backup-" + (backups.size() + 1),
            clock.instant(),
            Duration.ofSeconds(1),
            1 << 20,
            timeline);
    if (!mishaps.lying()) {
      backups.add(backup);
    }
    return backup;
  }

  @Override
  public synchronized List<Backup> list() {
    mishaps.strike("list");
    return List.copyOf(backups);
  }

  @Override
  public synchronized Duration proveRestore(Duration deadline) {
    mishaps.strike("proveRestore");
    if (backups.isEmpty()) {
      throw new SlipwayException(ErrorCode.BACKUP_MISSING, "there is no backup", "");
    }
    if (damaged) {
      throw new SlipwayException(ErrorCode.BACKUP_FAILED, "the backup does not restore", "");
    }
    return Duration.ofSeconds(2);
  }
}
