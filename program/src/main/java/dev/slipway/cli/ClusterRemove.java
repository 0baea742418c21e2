package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.release.cluster.ClusterNodes;
import dev.slipway.release.cluster.NodeNames;
import dev.slipway.release.cluster.NodeOwner;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a data node out of a live cluster. */
@Command(
    name = "remove",
    description = {
      "Take a data node out of its cluster while searches go on: have it give its copies to the",
      "others, terminate it, and wait until the cluster is green without it.",
      "",
      "It refuses when a shard would lose its last copy, when the others could not hold all",
      "replicas, and when those that stay could not agree on who manages the cluster.",
      "The same command finishes a removal that was interrupted.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway cluster remove v42-b-data5 --dry-run",
      "  slipway cluster remove v42-b-data5 --deadline 30m"
    })
final class ClusterRemove extends NodeChange {
  @Parameters(paramLabel = "NODE", description = "The data node that goes.")
  private String node;

  ClusterRemove(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    NodeOwner owner = NodeOwner.of(estate.services(), node, NodeNames.replacementOf(node));
    ClusterNodes nodes = nodes(estate, owner);
    nodes.checkRemoval(node);
    if (!dryRun("drain %s if it is there, and terminate it".formatted(node))) {
      print(owner, "removed " + node, nodes.remove(node));
    }
  }
}
