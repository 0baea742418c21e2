package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.service.SiteRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a base backup and proves that it restores. */
@Command(
    name = "push",
    description = "Take a base backup of a site's database and restore it once as proof.%n",
    footer = {"", "Examples:", "  slipway backup push", "  slipway backup push --no-proof"})
final class BackupPush extends Verb {
  @Mixin private SiteOption site;
  @Mixin private BackupOrder order;

  BackupPush(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    SiteRecord from = site.of(estate);
    order.run(screen(), from.name(), () -> estate.services().backups(from));
  }
}
