package dev.slipway.cli;

import dev.slipway.node.ManifestFile;
import dev.slipway.node.NodeStatus;
import dev.slipway.node.ServerManifest;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Shows the processes of one server. */
@Command(
    name = "status",
    description = "Show which processes of this server run.%n",
    footer = {"", "Example:", "  slipway node status state/servers/v42-b/manifest.json"})
final class NodeShow extends NodeVerb<ServerManifest> {
  @Mixin private Output output;

  NodeShow(Tools tools) {
    super(tools, ManifestFile::read);
  }

  @Override
  void run(ServerManifest manifest) {
    var processes = new NodeStatus(manifest, runner(), daemons()).entries();
    output.print(screen(), processes, () -> text(processes));
  }

  static String text(List<NodeStatus.Entry> processes) {
    return Table.of(
        List.of("PROCESS", "PID"),
        processes.stream()
            .map(each -> List.of(each.process(), each.pid().map(String::valueOf).orElse("stopped")))
            .toList());
  }
}
