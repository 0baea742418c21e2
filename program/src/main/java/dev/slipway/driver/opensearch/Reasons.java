package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.service.UnassignedReason;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an explanation of the cluster comes to. It names the rule that speaks against each node; the
 * names are part of its interface, the sentences beside them are not. Pure.
 *
 * @param answer of {@code _cluster/allocation/explain}
 */
record Reasons(JsonNode answer) {
  private static final String HOLDS_ONE = "same_shard";
  private static final String GAVE_UP = "max_retry";
  private static final String PRIMARY_FIRST = "replica_after_primary_active";
  private static final String OFF = "enable";
  private static final String FULL = "disk_threshold";
  private static final String DRAINED = "filter";

  UnassignedReason reason() {
    return switch (answer.path("can_allocate").asText()) {
      case "yes", "throttled", "awaiting_info" -> new UnassignedReason.OnItsWay();
      case "allocation_delayed" -> new UnassignedReason.WaitsForNode(remaining());
      case "no_valid_shard_copy" -> new UnassignedReason.NoCopyLeft();
      case "no" -> refused();
      default -> other();
    };
  }

  private Duration remaining() {
    return Duration.ofMillis(Math.max(0, answer.path("remaining_delay_in_millis").asLong()));
  }

  /** Nodes that hold a copy say nothing of why the others do not take one. */
  private UnassignedReason refused() {
    List<JsonNode> nodes = nodes().toList();
    if (nodes.stream().anyMatch(node -> rules(node).contains(GAVE_UP))) {
      return gaveUp();
    }
    List<JsonNode> free = nodes.stream().filter(node -> !rules(node).contains(HOLDS_ONE)).toList();
    if (free.isEmpty()) {
      return nodes.isEmpty() ? other() : new UnassignedReason.TooFewNodes(nodes.size());
    }
    return refusedBy(free);
  }

  private UnassignedReason refusedBy(List<JsonNode> free) {
    if (!named(free, PRIMARY_FIRST).isEmpty()) {
      return new UnassignedReason.WaitsForPrimary();
    }
    if (!named(free, OFF).isEmpty()) {
      return new UnassignedReason.AllocationOff();
    }
    if (!named(free, FULL).isEmpty()) {
      return new UnassignedReason.DiskFull(named(free, FULL));
    }
    List<String> drained = named(free, DRAINED);
    return drained.size() == free.size() ? new UnassignedReason.NodesDrained(drained) : other();
  }

  private UnassignedReason gaveUp() {
    JsonNode info = answer.path("unassigned_info");
    return new UnassignedReason.AllocationFailed(
        info.path("failed_allocation_attempts").asInt(),
        info.path("details").asText().lines().findFirst().orElse("it is not said why"));
  }

  private Stream<JsonNode> nodes() {
    return answer.path("node_allocation_decisions").valueStream();
  }

  private static List<String> named(List<JsonNode> nodes, String rule) {
    return nodes.stream()
        .filter(node -> rules(node).contains(rule))
        .map(node -> node.path("node_name").asText())
        .sorted()
        .toList();
  }

  private static Set<String> rules(JsonNode node) {
    return against(node).map(rule -> rule.path("decider").asText()).collect(Collectors.toSet());
  }

  /** A node that would take it names no rule at all. */
  private static Stream<JsonNode> against(JsonNode node) {
    return node.path("deciders")
        .valueStream()
        .filter(rule -> !rule.path("decision").asText().equals("YES"));
  }

  private UnassignedReason other() {
    String byNode =
        nodes()
            .flatMap(node -> against(node).map(rule -> sentence(node, rule)))
            .collect(Collectors.joining("; "));
    return new UnassignedReason.Other(
        byNode.isEmpty() ? answer.path("allocate_explanation").asText() : byNode);
  }

  private static String sentence(JsonNode node, JsonNode rule) {
    return "on %s %s".formatted(node.path("node_name").asText(), rule.path("explanation").asText());
  }
}
