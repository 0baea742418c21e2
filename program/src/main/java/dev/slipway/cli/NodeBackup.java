package dev.slipway.cli;

import dev.slipway.SiteServer;
import dev.slipway.node.Manifest;
import dev.slipway.node.ManifestFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes a backup of one server's database, as its own schedule does. */
@Command(
    name = "backup",
    description = {
      "Take a base backup of the database of this server, the master of a site, and restore it",
      "once as proof. What the schedule of a server runs where there is no estate.%n"
    },
    footer = {"", "Example:", "  slipway node backup /etc/slipway/manifest.json"})
final class NodeBackup extends NodeVerb<Manifest> {
  @Mixin private BackupOrder order;

  NodeBackup(Tools tools) {
    super(tools, ManifestFile::readMaster);
  }

  @Override
  void run(Manifest manifest) {
    try (SiteServer server = new SiteServer(file(), manifest)) {
      order.run(screen(), manifest.identity().site(), server.services()::backups);
    }
  }
}
