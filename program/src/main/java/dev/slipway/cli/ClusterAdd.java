package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.cluster.ClusterNodes;
import dev.slipway.release.cluster.NodeOwner;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Launches more data nodes for a live cluster. */
@Command(
    name = "add",
    description = {
      "Launch more data nodes under a site's cluster name, beside each other, and wait until they",
      "are members and the cluster is green. Copies move to them by themselves.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway cluster add                     one more for the current site",
      "  slipway cluster add v42-b --nodes 2 --replicas 2",
      "  slipway cluster add v42-b --node-name v42-b-data7",
      "",
      "An interrupted one is finished by naming the nodes that it had begun:",
      "  slipway cluster add v42-b --node-name v42-b-data4 --node-name v42-b-data5"
    })
final class ClusterAdd extends NodeChange {
  @Parameters(
      arity = "0..1",
      paramLabel = "SITE",
      description = "Whose cluster. Default: the current site's.")
  private Optional<String> site = Optional.empty();

  @Option(names = "--nodes", paramLabel = "N", description = "How many. Default: 1")
  private Optional<Integer> count = Optional.empty();

  @Option(names = "--node-name", paramLabel = "NAME", description = "What one is called.")
  private List<String> names = List.of();

  @Mixin private ReplicasOption replicas;

  ClusterAdd(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    int size = count.orElse(1);
    if (size < 1 || (count.isPresent() && !names.isEmpty())) {
      throw new SlipwayException(
          ErrorCode.USAGE,
          "--nodes is 1 or more, and does not go with --node-name",
          "name each of several nodes with a --node-name of its own");
    }
    NodeOwner owner = NodeOwner.of(estate.services(), site(estate, site));
    ClusterNodes nodes = nodes(estate, owner);
    List<String> added = names.isEmpty() ? nodes.nextNames(size) : names;
    nodes.checkAddition(added);
    Optional<Integer> wanted = replicas(estate, nodes, replicas.asked());
    String what = String.join(", ", added);
    if (!dryRun("launch %s%s".formatted(what, replicasText(wanted)))) {
      print(owner, "added " + what, nodes.add(added, wanted));
    }
  }
}
