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
      "  slipway cluster add --size 4            until the current site has four",
      "  slipway cluster add v42-b --size 5 --replicas 2",
      "  slipway cluster add v42-b --node-name v42-b-data7",
      "  slipway cluster add v42-cluster --size 5    data nodes that have no master yet",
      "",
      "Doing it again does no more: an interrupted one is finished by the same command."
    })
final class ClusterAdd extends NodeChange {
  @Mixin private ClusterSubject subject;

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "How many data nodes there are to be in the end.")
  private Optional<Integer> size = Optional.empty();

  @Option(names = "--node-name", paramLabel = "NAME", description = "What one is called.")
  private List<String> names = List.of();

  @Mixin private ReplicasOption replicas;

  ClusterAdd(Tools tools) {
    super(tools);
  }

  @Override
  void run(OpenEstate estate) {
    if (size.isPresent() != names.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.USAGE,
          "what is wanted is said with --size or with --node-name, one of them",
          "--size 4 launches what is missing of four data nodes");
    }
    NodeOwner owner = subject.owner(estate);
    ClusterNodes nodes = nodes(estate, owner);
    List<String> added = size.map(nodes::lacking).orElse(names);
    nodes.checkAddition(added);
    Optional<Integer> wanted = replicas(estate, owner, nodes, replicas.asked());
    String what = added.isEmpty() ? "nothing, all are there" : String.join(", ", added);
    if (!dryRun("launch %s%s".formatted(what, replicasText(wanted)))) {
      print(owner, "added " + what, nodes.add(added, wanted));
    }
  }
}
