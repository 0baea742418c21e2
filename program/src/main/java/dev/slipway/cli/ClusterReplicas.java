package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.cluster.ClusterCare;
import dev.slipway.service.SearchCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sets the replicas of every index. */
@Command(
    name = "replicas",
    description = {
      "Set how many copies of each shard there are beside the primary one, in every index but",
      "hidden ones. No node holds two copies of a shard, so there are at most as many as there",
      "are data nodes, less one: more than that are not set, and it says so.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway cluster replicas 2            of the current site",
      "  slipway cluster replicas 1 v42-b --dry-run"
    })
final class ClusterReplicas extends Verb {
  @Parameters(index = "0", paramLabel = "N", description = "Copies beside the primary one.")
  private int replicas;

  @Mixin private ClusterSubject subject;

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  ClusterReplicas(Tools tools) {
    super(tools);
  }

  /** What was asked for, and what the data nodes can hold of it. */
  record Replicas(String site, int wanted, int set) {
    String words() {
      String clamped =
          set == wanted ? "" : ", not %d: its data nodes can hold no more".formatted(wanted);
      return "%d replicas in every index of %s%s".formatted(set, site, clamped);
    }
  }

  @Override
  void run(OpenEstate estate) {
    if (replicas < 0) {
      throw new SlipwayException(
          ErrorCode.USAGE, "there are 0 replicas or more, not " + replicas, "");
    }
    ClusterCare care = subject.care(estate);
    SearchCluster search = care.search();
    if (dryRun.on()) {
      int possible = Math.clamp(replicas, 0, Math.max(0, search.status().dataNodes().size() - 1));
      dryRun.says(screen(), output, "set " + new Replicas(care.name(), replicas, possible).words());
      return;
    }
    Replicas done = new Replicas(care.name(), replicas, search.setReplicas(replicas));
    output.print(screen(), done, done::words);
  }
}
