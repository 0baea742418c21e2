package dev.slipway.release.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ClusterStatus;
import dev.slipway.service.ClusterStatus.Copy;
import dev.slipway.service.ClusterStatus.Member;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class DepartureTest {

  @Test
  void aNodeThatIsThereMayBeReplacedWhateverItHolds() {
    var status = status(List.of("d1", "d2"), 0, Map.of("docs", 0), copy("docs", "d1"));
    assertThatCode(new Departure("c", status, "d1")::requireReplaceable).doesNotThrowAnyException();
  }

  @Test
  void aDeadNodeMayBeReplacedWhenOthersHoldAllItHeld() {
    var status =
        status(List.of("d2", "d3"), 1, Map.of("docs", 1), copy("docs", "d2"), copy("docs", ""));
    assertThatCode(new Departure("c", status, "d1")::requireReplaceable).doesNotThrowAnyException();
  }

  @Test
  void aDeadNodeThatHeldTheLastCopyIsNotGivenUp() {
    var status = status(List.of("d2"), 1, Map.of("docs", 0), copy("docs", ""), copy("more", ""));
    var refused = refused(new Departure("c", status, "d1")::requireReplaceable);
    assertThat(refused.code()).isEqualTo(ErrorCode.LAST_COPY);
    assertThat(refused).hasMessageContaining("nobody else holds shard 0 of docs and 1 other");
  }

  @Test
  void aCopyThatIsStillBeingMadeIsNoCopy() {
    var half = new Copy("docs", 0, false, false, Optional.of("d2"));
    var status = status(List.of("d2"), 1, Map.of("docs", 1), copy("docs", ""), half);
    assertThat(refused(new Departure("c", status, "d1")::requireReplaceable).code())
        .isEqualTo(ErrorCode.LAST_COPY);
  }

  @Test
  void theLastDataNodeIsNotRemoved() {
    var status = status(List.of("d1"), 0, Map.of("docs", 0), copy("docs", "d1"));
    assertThat(refused(new Departure("c", status, "d1")::requireRemovable).code())
        .isEqualTo(ErrorCode.LAST_COPY);
  }

  @Test
  void aNodeThatTheReplicasNeedIsNotRemoved() {
    var status =
        status(List.of("d1", "d2"), 0, Map.of("docs", 1), copy("docs", "d1"), copy("docs", "d2"));
    var refused = refused(new Departure("c", status, "d1")::requireRemovable);
    assertThat(refused.code()).isEqualTo(ErrorCode.NODE_NEEDED);
    assertThat(refused.hint()).contains("slipway cluster replicas 0");
  }

  @Test
  void theMajorityIsNotBroken() {
    var one = status(List.of("d1", "d2"), 1, Map.of("docs", 0), copy("docs", "d2"));
    var refused = refused(new Departure("c", one, "d1")::requireRemovable);
    assertThat(refused.code()).isEqualTo(ErrorCode.NODE_NEEDED);
    assertThat(refused).hasMessageContaining("no majority");
    assertThatCode(new Departure("c", one, "the-missing-one")::requireRemovable)
        .doesNotThrowAnyException();
  }

  @Test
  void aNodeThatOthersCanDoWithoutIsRemoved() {
    var status =
        status(
            List.of("d1", "d2", "d3"),
            0,
            Map.of("docs", 1),
            copy("docs", "d1"),
            copy("docs", "d2"));
    assertThatCode(new Departure("c", status, "d1")::requireRemovable).doesNotThrowAnyException();
  }

  private static SlipwayException refused(ThrowingCallable call) {
    SlipwayException refused = catchThrowableOfType(SlipwayException.class, call);
    assertThat(refused).isNotNull();
    return refused;
  }

  /** A whole one on a node; without a node it has no place. */
  private static Copy copy(String index, String node) {
    return new Copy(
        index, 0, true, !node.isEmpty(), Optional.of(node).filter(name -> !name.isEmpty()));
  }

  private static ClusterStatus status(
      List<String> nodes, int missingVoters, Map<String, Integer> replicas, Copy... copies) {
    return new ClusterStatus(
        Stream.concat(
                Stream.of(new Member("master", false, false)),
                nodes.stream().map(node -> new Member(node, true, true)))
            .toList(),
        List.of(copies),
        replicas,
        missingVoters,
        Set.of(),
        false,
        false);
  }
}
