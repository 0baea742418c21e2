package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.release.cluster.ClusterCare;
import dev.slipway.release.cluster.Diagnosis;
import dev.slipway.release.cluster.Finding;
import dev.slipway.release.cluster.Remedy;
import dev.slipway.service.ClusterHealth;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what is the matter with a search cluster. */
@Command(
    name = "health",
    description = {
      "Say how the search cluster of a site is: which copies of which shards have no place, on",
      "which node they were, why, what Slipway does about it by itself, and what it does not.",
      "",
      "It ends with 0 when a release would pass its gate: green, or yellow only because there",
      "are fewer data nodes than copies where the estate allows that (gates.tooFewNodes).",
      "Otherwise with the exit code of SEARCH_UNHEALTHY.",
      "",
      "--fix does the safe things and waits: try failed copies again, lower the replicas to what",
      "the data nodes can hold, wait out a node that restarts.%n"
    },
    footer = {
      "",
      "Examples:",
      "  slipway cluster health                  of the current site",
      "  slipway cluster health v42-b --output json",
      "  slipway cluster health v42-cluster      of data nodes that have no master yet",
      "  slipway cluster health v42-b --fix --dry-run",
      "  slipway cluster health v42-b --fix --deadline 5m"
    })
final class ClusterHealthVerb extends Verb {
  @Mixin private ClusterSubject subject;

  @Option(names = "--fix", description = "Do what is safe, and wait until it passes.")
  private boolean fix;

  @Option(
      names = "--deadline",
      paramLabel = "TIME",
      defaultValue = "2m",
      description = "The longest wait of --fix. Default: ${DEFAULT-VALUE}")
  private Duration deadline;

  @Mixin private DryRun dryRun;
  @Mixin private Output output;

  ClusterHealthVerb(Tools tools) {
    super(tools);
  }

  /** What is printed as JSON. */
  record Report(
      String site,
      Counts health,
      List<String> missing,
      Set<String> draining,
      List<Line> copies,
      boolean passes,
      String verdict) {
    static Report of(Diagnosis diagnosis) {
      return new Report(
          diagnosis.site(),
          Counts.of(diagnosis.health()),
          diagnosis.missing(),
          diagnosis.draining(),
          diagnosis.findings().stream().map(Line::of).toList(),
          diagnosis.passes(),
          diagnosis.verdict());
    }
  }

  /** Of nodes and of copies of shards. */
  record Counts(
      String color, int dataNodes, int activeShards, int initializingShards, int unassignedShards) {
    static Counts of(ClusterHealth health) {
      return new Counts(
          health.color().word(),
          health.dataNodes(),
          health.activeShards(),
          health.initializingShards(),
          health.unassignedShards());
    }
  }

  /** One copy without a place; the reason is the name of its kind. */
  record Line(String copy, String was, String reason, String why, String outlook) {
    static Line of(Finding finding) {
      return new Line(
          finding.shard().name(),
          finding.was(),
          finding.shard().reason().getClass().getSimpleName(),
          finding.shard().reason().words(),
          finding.remedy().outlook());
    }
  }

  @Override
  void run(OpenEstate estate) {
    ClusterCare care = subject.care(estate);
    if (fix && !dryRun.on()) {
      print(care.heal(deadline, screen().progress()).after());
      return;
    }
    Diagnosis diagnosis = care.diagnose();
    if (fix) {
      dryRun.says(screen(), output, wouldDo(diagnosis));
    } else {
      print(diagnosis);
      ClusterCare.requirePassing(diagnosis);
    }
  }

  private static String wouldDo(Diagnosis diagnosis) {
    List<String> remedies = diagnosis.remedies().stream().map(Remedy::words).toList();
    return remedies.isEmpty() ? "do nothing" : String.join("; ", remedies);
  }

  private void print(Diagnosis diagnosis) {
    output.print(screen(), Report.of(diagnosis), () -> text(diagnosis));
  }

  private static String text(Diagnosis diagnosis) {
    List<String> lines = new ArrayList<>();
    lines.add("%s is %s".formatted(diagnosis.site(), diagnosis.headline()));
    List<Finding> findings = diagnosis.findings();
    for (Finding finding : findings.subList(0, Math.min(findings.size(), ClusterCare.MOST))) {
      lines.add(finding.words());
      lines.add("  " + finding.remedy().outlook());
    }
    int more = diagnosis.health().unassignedShards() - ClusterCare.MOST;
    if (more > 0) {
      lines.add("and %d more".formatted(more));
    }
    lines.add(diagnosis.verdict());
    return String.join(System.lineSeparator(), lines);
  }
}
