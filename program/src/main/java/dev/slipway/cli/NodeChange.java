package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.release.cluster.ClusterNodes;
import dev.slipway.release.cluster.NodeOwner;
import dev.slipway.service.ClusterHealth;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the verbs have in common that change which data nodes a cluster has. */
abstract class NodeChange extends Verb {
  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      defaultValue = "2h",
      description = "Of each wait: until a node is empty, the cluster green. Default: 2h")
  private Duration deadline;

  @Option(
      names = "--profile-name",
      paramLabel = "PROFILE",
      description = "Where a new server comes from. Default: where the cluster's others do.")
  private Optional<String> profile = Optional.empty();

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  NodeChange(Tools tools) {
    super(tools);
  }

  final ClusterNodes nodes(OpenEstate estate, NodeOwner owner) {
    return new ClusterNodes(
        estate.services().provider(profile(estate, owner)),
        owner.search(),
        owner.cluster(),
        deadline,
        screen().progress());
  }

  private String profile(OpenEstate estate, NodeOwner owner) {
    profile.ifPresent(estate.estate()::profile);
    return profile.orElseGet(() -> estate.services().profileOf(owner.cluster()));
  }

  /** What was asked for, or what the estate says. */
  final Optional<Integer> replicas(
      OpenEstate estate, NodeOwner owner, ClusterNodes nodes, Optional<Integer> asked) {
    int estates = estate.estate().profile(profile(estate, owner)).search().replicas();
    return asked.or(() -> nodes.replicasByDefault(estates));
  }

  final boolean dryRun(String what) {
    return dryRun.says(screen(), output, what);
  }

  /** What came of it. */
  record Changed(String cluster, String change, ClusterHealth health) {
    String words() {
      return "%s: %s; %s is %s with %d data nodes"
          .formatted(cluster, change, cluster, health.color().word(), health.dataNodes());
    }
  }

  final void print(NodeOwner owner, String change, ClusterHealth health) {
    Changed changed = new Changed(owner.cluster().name(), change, health);
    output.print(screen(), changed, changed::words);
  }

  static String replicasText(Optional<Integer> replicas) {
    return replicas.map(", then set the replicas to %d"::formatted).orElse("");
  }
}
