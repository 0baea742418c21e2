package dev.slipway.release.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.config.Gates.TooFewNodes;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.ClusterStatus;
import dev.slipway.service.ClusterStatus.Member;
import dev.slipway.service.UnassignedReason;
import dev.slipway.service.UnassignedShard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private static final UnassignedReason FEW = new UnassignedReason.TooFewNodes(2);
  private static final UnassignedReason FAILED =
      new UnassignedReason.AllocationFailed(5, "disk failure");
  private static final UnassignedReason AWAITED =
      new UnassignedReason.WaitsForNode(Duration.ofSeconds(42));
  private static final UnassignedReason GONE = new UnassignedReason.NoCopyLeft();

  @Test
  void greenPassesAndRedNeverDoes() {
    for (TooFewNodes rule : TooFewNodes.values()) {
      assertThat(of(rule, Color.GREEN).passes()).isTrue();
      assertThat(of(rule, Color.RED, GONE).passes()).isFalse();
      assertThat(of(rule, Color.RED, FEW).passes()).isFalse();
    }
  }

  @Test
  void yellowForFewerNodesThanCopiesPassesWhereTheEstateLetsIt() {
    assertThat(of(TooFewNodes.PASS, Color.YELLOW, FEW).passes()).isTrue();
    assertThat(of(TooFewNodes.PASS, Color.YELLOW, FEW).verdict()).contains("the estate allows");
    assertThat(of(TooFewNodes.STOP, Color.YELLOW, FEW).passes()).isFalse();
    assertThat(of(TooFewNodes.STOP, Color.YELLOW, FEW).hopeless()).isTrue();
    assertThat(of(TooFewNodes.LOWER, Color.YELLOW, FEW).passes()).isFalse();
    assertThat(of(TooFewNodes.LOWER, Color.YELLOW, FEW).hopeless()).isFalse();
  }

  @Test
  void yellowForAnyOtherReasonDoesNotPass() {
    assertThat(of(TooFewNodes.PASS, Color.YELLOW, FEW, AWAITED).passes()).isFalse();
    assertThat(of(TooFewNodes.PASS, Color.YELLOW, FAILED).passes()).isFalse();
    assertThat(of(TooFewNodes.PASS, Color.YELLOW).passes()).as("copies being made").isFalse();
  }

  @Test
  void copiesThatNobodyExplainedMakeNothingPass() {
    var health = new ClusterHealth(Color.YELLOW, 3, 2, 10, 0, 2, List.of(replica(FEW)));
    assertThat(diagnosis(health, TooFewNodes.PASS).passes()).isFalse();
  }

  @Test
  void whatIsSafeIsDoneOnceEach() {
    var diagnosis = of(TooFewNodes.PASS, Color.RED, FAILED, FAILED, FEW, AWAITED, GONE);
    assertThat(diagnosis.remedies())
        .containsExactly(new Remedy.Retry(), new Remedy.LowerReplicas(1), new Remedy.Wait());
    assertThat(diagnosis.remediesAtTheGate())
        .as("a release lowers them only where the estate says so")
        .containsExactly(new Remedy.Retry(), new Remedy.Wait());
    assertThat(of(TooFewNodes.LOWER, Color.YELLOW, FEW).remediesAtTheGate())
        .containsExactly(new Remedy.LowerReplicas(1));
  }

  @Test
  void everyReasonHasAnOutlook() {
    List<UnassignedReason> unsafe =
        List.of(
            GONE,
            new UnassignedReason.WaitsForPrimary(),
            new UnassignedReason.NodesDrained(List.of("d1")),
            new UnassignedReason.AllocationOff(),
            new UnassignedReason.DiskFull(List.of("d1")),
            new UnassignedReason.Other("who knows"));
    assertThat(unsafe)
        .extracting(reason -> Remedies.of(replica(reason)))
        .allMatch(remedy -> !remedy.safe())
        .allMatch(remedy -> remedy.outlook().startsWith("Slipway will not "));
    assertThat(Remedies.of(replica(FAILED)).outlook()).startsWith("Slipway will try again");
    assertThat(Remedies.of(new UnassignedShard(".inner", 0, false, false, Optional.empty(), FEW)))
        .isInstanceOf(Remedy.Nothing.class);
  }

  @Test
  void aNodeThatLeftIsKnownByItsAbsence() {
    var left = new UnassignedShard("docs", 3, false, true, Optional.empty(), AWAITED);
    var diagnosis =
        diagnosis(new ClusterHealth(Color.YELLOW, 3, 2, 10, 0, 1, List.of(left)), TooFewNodes.PASS);
    assertThat(diagnosis.missing()).containsExactly("d3");
    assertThat(diagnosis.findings().getFirst().words())
        .isEqualTo(
            "replica of shard 3 of docs, which was on d3, has no place: its node left and may come"
                + " back; made anew elsewhere in 42 s");
    assertThat(diagnosis.headline()).startsWith("yellow: 2 data nodes, not there: d3, 10 copies");
    assertThat(diagnosis.hopeless()).as("it may come back").isFalse();
  }

  private static Diagnosis of(TooFewNodes rule, Color color, UnassignedReason... reasons) {
    List<UnassignedShard> shards = List.of(reasons).stream().map(DiagnosisTest::replica).toList();
    ClusterHealth health = new ClusterHealth(color, 3, 2, 10, 0, shards.size(), shards);
    return Diagnosis.of("v42-b", health, status(), List.of("d1", "d2"), rule);
  }

  private static Diagnosis diagnosis(ClusterHealth health, TooFewNodes rule) {
    return Diagnosis.of("v42-b", health, status(), List.of("d1", "d2", "d3"), rule);
  }

  private static UnassignedShard replica(UnassignedReason reason) {
    return new UnassignedShard("docs", 0, false, false, Optional.empty(), reason);
  }

  private static ClusterStatus status() {
    return new ClusterStatus(
        List.of(new Member("d1", true, true), new Member("d2", true, true)),
        List.of(),
        Map.of("docs", 1),
        0,
        Set.of(),
        false,
        false);
  }
}
