package dev.slipway.driver.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.service.UnassignedReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.opensearch.client.opensearch.cluster.AllocationExplainResponse;
import org.opensearch.client.opensearch.cluster.allocation_explain.AllocationDecision;
import org.opensearch.client.opensearch.cluster.allocation_explain.AllocationExplainDecision;
import org.opensearch.client.opensearch.cluster.allocation_explain.Decision;
import org.opensearch.client.opensearch.cluster.allocation_explain.NodeAllocationExplanation;
import org.opensearch.client.opensearch.cluster.allocation_explain.UnassignedInformationReason;

class ReasonsTest {

  @Test
  void moreCopiesThanNodesIsToldFromARefusalByOthers() {
    assertThat(refused(node("d1", "same_shard"), node("d2", "same_shard")))
        .isEqualTo(new UnassignedReason.TooFewNodes(2));
    assertThat(refused(node("d1", "same_shard"), node("d2", "filter")))
        .isEqualTo(new UnassignedReason.NodesDrained(List.of("d2")));
    assertThat(refused(node("d1", "same_shard", "filter"), node("d2", "disk_threshold")))
        .isEqualTo(new UnassignedReason.DiskFull(List.of("d2")));
  }

  @Test
  void aClusterThatGaveUpSaysHowOftenItTried() {
    assertThat(refused(node("d1", "same_shard"), node("d2", "max_retry")))
        .isEqualTo(new UnassignedReason.AllocationFailed(5, "failed shard on node [X]"));
  }

  @Test
  void theRulesOfTheClusterAreKnownByTheirNames() {
    assertThat(refused(node("d1", "replica_after_primary_active")))
        .isEqualTo(new UnassignedReason.WaitsForPrimary());
    assertThat(refused(node("d1", "enable"))).isEqualTo(new UnassignedReason.AllocationOff());
    assertThat(refused(node("d1", "shards_limit")))
        .isEqualTo(new UnassignedReason.Other("on d1 because of shards_limit"));
  }

  @Test
  void decisionsThatNeedNoNodeAreTaken() {
    assertThat(decided(Decision.AllocationDelayed))
        .isEqualTo(new UnassignedReason.WaitsForNode(Duration.ofSeconds(42)));
    assertThat(decided(Decision.NoValidShardCopy)).isEqualTo(new UnassignedReason.NoCopyLeft());
    assertThat(decided(Decision.Throttled)).isEqualTo(new UnassignedReason.OnItsWay());
    assertThat(decided(Decision.AwaitingInfo)).isEqualTo(new UnassignedReason.OnItsWay());
    assertThat(decided(Decision.No)).isInstanceOf(UnassignedReason.Other.class);
  }

  private static UnassignedReason decided(Decision decision) {
    return new Reasons(answer(decision)).reason();
  }

  private static UnassignedReason refused(NodeAllocationExplanation... nodes) {
    return new Reasons(answer(Decision.No, nodes)).reason();
  }

  private static AllocationExplainResponse answer(
      Decision decision, NodeAllocationExplanation... nodes) {
    return AllocationExplainResponse.of(
        answer ->
            answer
                .index("docs")
                .shard(0)
                .primary(false)
                .currentState("unassigned")
                .canAllocate(decision)
                .remainingDelayInMillis(42_000L)
                .unassignedInfo(
                    info ->
                        info.at("2026-01-01T00:00:00Z")
                            .reason(UnassignedInformationReason.AllocationFailed)
                            .failedAllocationAttempts(5)
                            .details("failed shard on node [X]\nand a stack"))
                .nodeAllocationDecisions(List.of(nodes)));
  }

  private static NodeAllocationExplanation node(String name, String... rules) {
    return NodeAllocationExplanation.of(
        node ->
            node.nodeId(name + "-id")
                .nodeName(name)
                .nodeAttributes(Map.of())
                .nodeDecision(Decision.No)
                .transportAddress("127.0.0.1:9300")
                .deciders(
                    Arrays.stream(rules)
                        .map(
                            rule ->
                                AllocationDecision.of(
                                    decision ->
                                        decision
                                            .decider(rule)
                                            .decision(AllocationExplainDecision.No)
                                            .explanation("because of " + rule)))
                        .toList()));
  }
}
