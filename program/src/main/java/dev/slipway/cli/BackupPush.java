package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.service.Backup;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Takes a base backup and proves that it restores. */
@Command(
    name = "push",
    description = "Take a base backup of a site's database and restore it once as proof.%n",
    footer = {"", "Examples:", "  slipway backup push", "  slipway backup push --no-proof"})
final class BackupPush extends Verb {
  private static final Duration RESTORE = Duration.ofHours(6);

  @Mixin private SiteOption site;
  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  @Option(names = "--no-proof", description = "Do not restore it.")
  private boolean unproved;

  BackupPush(Tools tools) {
    super(tools);
  }

  /** What came of it; restoring takes no time when it was not asked for. */
  record Pushed(Backup backup, Duration restored) {}

  @Override
  void run(OpenEstate estate) {
    SiteRecord from = site.of(estate);
    if (dryRun.says(
        screen(), "take a base backup of " + from.name() + (unproved ? "" : ", restored once"))) {
      return;
    }
    Progress progress = screen().progress();
    BackupRepository repository = estate.services().backups(from);
    repository.initialise();
    Backup backup = repository.push(progress::say);
    Duration restored = unproved ? Duration.ZERO : prove(repository, progress);
    output.print(screen(), new Pushed(backup, restored), () -> text(backup, restored));
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
