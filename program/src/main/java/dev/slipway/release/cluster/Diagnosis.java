package dev.slipway.release.cluster;

import dev.slipway.config.Gates.TooFewNodes;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.ClusterStatus;
import dev.slipway.service.UnassignedShard;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is the matter with a search cluster. Pure: made of what was observed.
 *
 * @param site whose cluster it is; the cluster's own name when it has no master yet
 * @param missing data nodes that its provider launched and that are not there
 * @param draining nodes that give their copies away
 * @param findings one a copy without a place, as far as the cluster explained them
 * @param rule what the estate says of fewer data nodes than copies
 */
public record Diagnosis(
    String site,
    ClusterHealth health,
    List<String> missing,
    Set<String> draining,
    List<Finding> findings,
    TooFewNodes rule) {
  public Diagnosis {
    missing = List.copyOf(missing);
    findings = List.copyOf(findings);
  }

  /**
   * @param launched names of the data nodes that there should be; none for a single server
   */
  static Diagnosis of(
      String site,
      ClusterHealth health,
      ClusterStatus status,
      List<String> launched,
      TooFewNodes rule) {
    List<String> missing = launched.stream().filter(node -> !status.has(node)).toList();
    return new Diagnosis(
        site,
        health,
        missing,
        new TreeSet<>(status.draining()),
        health.unassigned().stream()
            .map(shard -> new Finding(shard, was(shard, missing), Remedies.of(shard)))
            .toList(),
        rule);
  }

  /** A node that left is known by its absence: the cluster forgets its name at once. */
  private static String was(UnassignedShard shard, List<String> missing) {
    if (shard.node().isPresent() || !shard.left()) {
      return shard.node().orElse("");
    }
    return missing.isEmpty() ? "a node that left" : String.join(" or ", missing);
  }

  /** Green, or yellow for a reason that the estate lets pass. Red never does. */
  public boolean passes() {
    return health.color() == Color.GREEN || (rule == TooFewNodes.PASS && health.onlyTooFewNodes());
  }

  /** What Slipway would do by itself, each once. */
  public List<Remedy> remedies() {
    return findings.stream().map(Finding::remedy).filter(Remedy::safe).distinct().toList();
  }

  /** What the gate of a release does by itself: fewer replicas only where the estate says so. */
  List<Remedy> remediesAtTheGate() {
    return remedies().stream()
        .filter(remedy -> rule == TooFewNodes.LOWER || !(remedy instanceof Remedy.LowerReplicas))
        .toList();
  }

  /** True when it passes never, however long one waits: nothing is on its way. */
  boolean hopeless() {
    return !passes()
        && missing.isEmpty()
        && health.initializingShards() == 0
        && !findings.isEmpty()
        && findings.size() == health.unassignedShards()
        && remediesAtTheGate().isEmpty();
  }

  /** Colour, nodes and copies in one line. */
  public String headline() {
    String nodes =
        "%d data node%s".formatted(health.dataNodes(), health.dataNodes() == 1 ? "" : "s");
    String absent = missing.isEmpty() ? "" : ", not there: " + String.join(", ", missing);
    String drained = draining.isEmpty() ? "" : ", draining: " + String.join(", ", draining);
    return "%s: %s%s%s, %d copies serve, %d are being made, %d have no place"
        .formatted(
            health.color().word(),
            nodes,
            absent,
            drained,
            health.activeShards(),
            health.initializingShards(),
            health.unassignedShards());
  }

  /** Whether it passes, and why, in one line. */
  public String verdict() {
    if (health.color() == Color.GREEN) {
      return "passes";
    }
    if (passes()) {
      return "passes: there are fewer data nodes than copies, which the estate allows"
          + " (gates.tooFewNodes: pass)";
    }
    if (health.color() == Color.RED) {
      return "does not pass: red never does";
    }
    return health.onlyTooFewNodes()
        ? "does not pass: there are fewer data nodes than copies (gates.tooFewNodes: %s)"
            .formatted(rule.name().toLowerCase(Locale.ROOT))
        : "does not pass yet";
  }
}
