package dev.slipway.cli;

import dev.slipway.node.ManifestFile;
import dev.slipway.node.NodeDown;
import dev.slipway.node.NodeStatus;
import dev.slipway.node.ServerManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops one server. */
@Command(
    name = "down",
    description = "Stop every process of this server; its files stay.%n",
    footer = {"", "Example:", "  slipway node down state/servers/v41-b/manifest.json"})
final class NodeStop extends NodeVerb<ServerManifest> {
  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  NodeStop(Tools tools) {
    super(tools, ManifestFile::read);
  }

  @Override
  void run(ServerManifest manifest) {
    if (dryRun.says(screen(), output, "stop " + manifest.words())) {
      return;
    }
    new NodeDown(manifest, runner(), daemons()).run(screen()::note);
    var processes = new NodeStatus(manifest, runner(), daemons()).entries();
    output.print(screen(), processes, () -> NodeShow.text(processes));
  }
}
