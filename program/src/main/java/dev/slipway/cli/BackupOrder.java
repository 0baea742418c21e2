package dev.slipway.cli;

import dev.slipway.service.Backup;
import dev.slipway.service.BackupRepository;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How a backup is taken, wherever it is asked for. */
final class BackupOrder {
  private static final Duration RESTORE = Duration.ofHours(6);

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  @Option(names = "--no-proof", description = "Do not restore it.")
  private boolean unproved;

  /** What came of it; restoring takes no time when it was not asked for. */
  record Pushed(Backup backup, Duration restored) {}

  /**
   * Takes one and says so.
   *
   * @param from the site's name
   */
  void run(Screen screen, String from, Supplier<BackupRepository> backups) {
    if (dryRun.says(
        screen, output, "take a base backup of " + from + (unproved ? "" : ", restored once"))) {
      return;
    }
    Progress progress = screen.progress();
    BackupRepository repository = backups.get();
    repository.initialise();
    Backup backup = repository.push(progress::say);
    Duration restored = unproved ? Duration.ZERO : prove(repository, progress);
    output.print(screen, new Pushed(backup, restored), () -> text(backup, restored));
  }

  private static Duration prove(BackupRepository repository, Progress progress) {
    progress.say("restoring it once as proof");
    return repository.proveRestore(RESTORE);
  }

  private static String text(Backup backup, Duration restored) {
    return Table.of(
        List.of(
            List.of("backup", backup.label()),
            List.of("size", Amounts.ofBytes(backup.sizeBytes())),
            List.of("took", Amounts.of(backup.took())),
            List.of("restored", restored.isZero() ? "not tried" : "in " + Amounts.of(restored))));
  }
}
