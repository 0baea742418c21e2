package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.release.cluster.ClusterNodes;
import dev.slipway.release.cluster.NodeNames;
import dev.slipway.release.cluster.NodeOwner;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts a new data node in the place of another. */
@Command(
    name = "replace",
    description = {
      "Put a new data node in the place of another, dead or alive, while searches go on: launch",
      "it under the same cluster name, have the old one give its copies away when it is there,",
      "terminate the old one, and wait until the cluster is green.",
      "",
      "It refuses when the old one is dead and held the last copy of a shard. Copies of a dead",
      "node are made anew at once, not after the minute that indices usually wait for its return.",
      "",
      "The same command finishes a replacement that was interrupted. The new node is called after",
      "the old one: v42-b-data2-r1, and when that one is replaced, v42-b-data2-r2.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway cluster replace v42-b-data2 --dry-run",
      "  slipway cluster replace v42-b-data2",
      "  slipway cluster replace v42-b-data2 --node-name v42-b-data9 --replicas 2"
    })
final class ClusterReplace extends NodeChange {
  @Parameters(paramLabel = "NODE", description = "The data node that goes.")
  private String node;

  @Option(
      names = "--node-name",
      paramLabel = "NAME",
      description = "What the new one is called. Default: NODE-r1.")
  private Optional<String> name = Optional.empty();

  @Mixin private ReplicasOption replicas;

  ClusterReplace(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    String replacement = name.orElseGet(() -> NodeNames.replacementOf(node));
    NodeOwner owner = NodeOwner.of(estate.services(), node, replacement);
    ClusterNodes nodes = nodes(estate, owner);
    nodes.checkReplacement(node, replacement);
    Optional<Integer> wanted = replicas(estate, owner, nodes, replicas.asked());
    String what = "%s in the place of %s".formatted(replacement, node);
    if (!dryRun(
        "launch %s, drain %s if it is there, terminate it%s"
            .formatted(what, node, replicasText(wanted)))) {
      print(owner, what, nodes.replace(node, replacement, wanted));
    }
  }
}
