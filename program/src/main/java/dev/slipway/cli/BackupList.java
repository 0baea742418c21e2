package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.service.Backup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the base backups. */
@Command(
    name = "list",
    description = "List the base backups in the object store, the oldest first.%n",
    footer = {"", "Example:", "  slipway backup list --output json"})
final class BackupList extends Verb {
  @Mixin private SiteOption site;
  @Mixin private Output output;

  BackupList(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    List<Backup> backups = estate.services().backups(site.of(estate)).list();
    output.print(screen(), backups, () -> text(backups));
  }

  private static String text(List<Backup> backups) {
    Instant now = Instant.now();
    return backups.isEmpty()
        ? "no backup yet"
        : Table.of(
            List.of("BACKUP", "AGE", "TOOK", "SIZE", "TIMELINE"),
            backups.stream().map(backup -> row(backup, now)).toList());
  }

  private static List<String> row(Backup backup, Instant now) {
    return List.of(
        backup.label(),
        Amounts.of(Duration.between(backup.finished(), now)),
        Amounts.of(backup.took()),
        Amounts.ofBytes(backup.sizeBytes()),
        String.valueOf(backup.timeline()));
  }
}
