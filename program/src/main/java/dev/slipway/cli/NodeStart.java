package dev.slipway.cli;

import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.node.NodeStatus;
import dev.slipway.node.NodeUp;
import dev.slipway.node.ServerManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Brings one server up. */
@Command(
    name = "up",
    description = {
      "Bring this server up as its manifest says: database, search node, pooler, application.",
      "What is up already is left alone; what was interrupted is finished.%n"
    },
    footer = {"", "Example:", "  slipway node up state/servers/v42-b/manifest.json"})
final class NodeStart extends NodeVerb {
  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  NodeStart(Tools tools) {
    super(tools);
  }

  @Override
  void run(ServerManifest manifest, LocalRunner runner, Daemons daemons) {
    if (dryRun.says(screen(), "bring up " + manifest.words())) {
      return;
    }
    new NodeUp(manifest, runner, daemons, screen()::note).run();
    var processes = new NodeStatus(manifest, runner, daemons).entries();
    output.print(screen(), processes, () -> NodeShow.text(processes));
  }
}
