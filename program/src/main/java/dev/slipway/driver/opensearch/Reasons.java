package dev.slipway.driver.opensearch;

import dev.slipway.service.UnassignedReason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.opensearch.client.opensearch.cluster.AllocationExplainResponse;
import org.opensearch.client.opensearch.cluster.allocation_explain.AllocationDecision;
import org.opensearch.client.opensearch.cluster.allocation_explain.AllocationExplainDecision;
import org.opensearch.client.opensearch.cluster.allocation_explain.Decision;
import org.opensearch.client.opensearch.cluster.allocation_explain.NodeAllocationExplanation;
import org.opensearch.client.opensearch.cluster.allocation_explain.UnassignedInformation;

/**
 * What an explanation of the cluster comes to. It names the rule that speaks against each node; the
 * names are part of its interface, the sentences beside them are not. Pure.
 */
record Reasons(AllocationExplainResponse answer) {
  private static final String HOLDS_ONE = "same_shard";
  private static final String GAVE_UP = "max_retry";
  private static final String PRIMARY_FIRST = "replica_after_primary_active";
  private static final String OFF = "enable";
  private static final String FULL = "disk_threshold";
  private static final String DRAINED = "filter";

  UnassignedReason reason() {
    Decision decision = answer.canAllocate();
    if (decision == null) {
      return other();
    }
    return switch (decision) {
      case Yes, Throttled, AwaitingInfo -> new UnassignedReason.OnItsWay();
      case AllocationDelayed -> new UnassignedReason.WaitsForNode(remaining());
      case NoValidShardCopy -> new UnassignedReason.NoCopyLeft();
      case No -> refused();
      case NoAttempt, WorseBalance -> other();
    };
  }

  private Duration remaining() {
    Long millis = answer.remainingDelayInMillis();
    return Duration.ofMillis(millis == null ? 0 : Math.max(0, millis));
  }

  /** Nodes that hold a copy say nothing of why the others do not take one. */
  private UnassignedReason refused() {
    List<NodeAllocationExplanation> nodes = answer.nodeAllocationDecisions();
    if (nodes.stream().anyMatch(node -> rules(node).contains(GAVE_UP))) {
      return gaveUp();
    }
    List<NodeAllocationExplanation> free =
        nodes.stream().filter(node -> !rules(node).contains(HOLDS_ONE)).toList();
    if (free.isEmpty()) {
      return nodes.isEmpty() ? other() : new UnassignedReason.TooFewNodes(nodes.size());
    }
    return refusedBy(free);
  }

  private UnassignedReason refusedBy(List<NodeAllocationExplanation> free) {
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
    Optional<UnassignedInformation> info = Optional.ofNullable(answer.unassignedInfo());
    return new UnassignedReason.AllocationFailed(
        info.map(UnassignedInformation::failedAllocationAttempts).orElse(0),
        info.map(UnassignedInformation::details)
            .flatMap(details -> details.lines().findFirst())
            .orElse("it is not said why"));
  }

  private static List<String> named(List<NodeAllocationExplanation> nodes, String rule) {
    return nodes.stream()
        .filter(node -> rules(node).contains(rule))
        .map(NodeAllocationExplanation::nodeName)
        .sorted()
        .toList();
  }

  private static Set<String> rules(NodeAllocationExplanation node) {
    return against(node).map(AllocationDecision::decider).collect(Collectors.toSet());
  }

  private static Stream<AllocationDecision> against(NodeAllocationExplanation node) {
    return node.deciders().stream()
        .filter(decider -> decider.decision() != AllocationExplainDecision.Yes);
  }

  private UnassignedReason other() {
    String byNode =
        answer.nodeAllocationDecisions().stream()
            .flatMap(
                node ->
                    against(node)
                        .map(rule -> "on %s %s".formatted(node.nodeName(), rule.explanation())))
            .collect(Collectors.joining("; "));
    return new UnassignedReason.Other(
        byNode.isEmpty() ? String.valueOf(answer.allocateExplanation()) : byNode);
  }
}
