package dev.slipway.driver.opensearch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.service.UnassignedReason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

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
    assertThat(decided("allocation_delayed"))
        .isEqualTo(new UnassignedReason.WaitsForNode(Duration.ofSeconds(42)));
    assertThat(decided("no_valid_shard_copy")).isEqualTo(new UnassignedReason.NoCopyLeft());
    assertThat(decided("throttled")).isEqualTo(new UnassignedReason.OnItsWay());
    assertThat(decided("awaiting_info")).isEqualTo(new UnassignedReason.OnItsWay());
    assertThat(decided("no")).isInstanceOf(UnassignedReason.Other.class);
  }

  @Test
  void aNodeThatWouldTakeItNamesNoRule() {
    assertThat(new Reasons(answer("allocation_delayed", node("d1", "same_shard"), "{}")).reason())
        .isEqualTo(new UnassignedReason.WaitsForNode(Duration.ofSeconds(42)));
  }

  private static UnassignedReason decided(String decision) {
    return new Reasons(answer(decision)).reason();
  }

  private static UnassignedReason refused(String... nodes) {
    return new Reasons(answer("no", nodes)).reason();
  }

  private static JsonNode answer(String decision, String... nodes) {
    String text =
        """
        {"can_allocate": "%s", "remaining_delay_in_millis": 42000,
         "unassigned_info": {"reason": "ALLOCATION_FAILED", "failed_allocation_attempts": 5,
                             "details": "failed shard on node [X]\\nand a stack"},
         "node_allocation_decisions": [%s]}
        """;
    try {
      return new ObjectMapper().readTree(text.formatted(decision, String.join(",", nodes)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String node(String name, String... rules) {
    String deciders =
        Arrays.stream(rules)
            .map(
                rule ->
                    "{\"decider\": \"%s\", \"decision\": \"NO\", \"explanation\": \"because of %s\"}"
                        .formatted(rule, rule))
            .collect(Collectors.joining(","));
    return "{\"node_name\": \"%s\", \"deciders\": [%s]}".formatted(name, deciders);
  }
}
