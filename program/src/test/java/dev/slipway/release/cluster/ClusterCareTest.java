package dev.slipway.release.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.slipway.config.Gates.TooFewNodes;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeSearchCluster;
import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterCareTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Endpoint ANY = new Endpoint("127.0.0.1", 1);
  private static final SiteRecord SITE =
      new SiteRecord("v42-b", SiteRole.CANDIDATE, "v42.0", "1", "127.0.0.1", ANY, ANY, ANY, ANY);

  private final FakeSearchCluster search = new FakeSearchCluster();
  private final List<String> said = new ArrayList<>();

  @Test
  void copiesThatTheClusterGaveUpOnAreTriedAgain() {
    search.nodes(List.of("n1", "n2"));
    search.createIndex("docs", 1);
    search.giveUp("docs");

    var course = care(TooFewNodes.STOP).awaitPassing(LONG, said::add);

    assertThat(course.before().health().color()).isEqualTo(Color.YELLOW);
    assertThat(course.before().findings().getFirst().remedy()).isEqualTo(new Remedy.Retry());
    assertThat(course.after().health().color()).isEqualTo(Color.GREEN);
    assertThat(search.mishaps().struck("retryFailed")).isOne();
    assertThat(said).anyMatch(line -> line.contains("told to give up"));
  }

  @Test
  void replicasAreLoweredAtTheGateOnlyWhereTheEstateSaysSo() {
    search.createIndex("docs", 2);

    var passed = care(TooFewNodes.PASS).awaitPassing(LONG, said::add);
    assertThat(passed.after().health().color()).isEqualTo(Color.YELLOW);
    assertThat(passed.after().verdict()).contains("gates.tooFewNodes: pass");
    assertThat(search.status().replicas()).containsEntry("docs", 2);

    assertThat(care(TooFewNodes.LOWER).awaitPassing(LONG, said::add).after().health().color())
        .isEqualTo(Color.GREEN);
    assertThat(search.status().replicas()).containsEntry("docs", 0);
  }

  @Test
  void whoAsksForItHasThemLoweredAnyway() {
    search.createIndex("docs", 2);

    assertThat(care(TooFewNodes.STOP).heal(LONG, said::add).after().health().color())
        .isEqualTo(Color.GREEN);
  }

  @Test
  void waitingInVainEndsAtOnceWithTheFirstReason() {
    search.loseIndex("docs");

    var red = refused(TooFewNodes.PASS);

    assertThat(red.code()).isEqualTo(ErrorCode.SEARCH_UNHEALTHY);
    assertThat(red).hasMessageContaining("red").hasMessageContaining("primary of shard 0 of docs");
    assertThat(red.hint()).contains("slipway cluster health v42-b");
  }

  @Test
  void fewerNodesThanCopiesStopsWhereTheEstateSaysSo() {
    search.createIndex("docs", 1);

    assertThat(refused(TooFewNodes.STOP)).hasMessageContaining("more copies than data nodes");
  }

  @Test
  void aClusterThatDoesNotAnswerForAMomentIsAskedAgain() {
    search.mishaps().failNext(3, ErrorCode.SEARCH_UNREACHABLE);

    assertThat(care(TooFewNodes.PASS).awaitPassing(LONG, said::add).after().passes()).isTrue();
  }

  private ClusterCare care(TooFewNodes rule) {
    return ClusterCare.of(SITE, search, rule);
  }

  private SlipwayException refused(TooFewNodes rule) {
    return catchThrowableOfType(
        SlipwayException.class, () -> care(rule).awaitPassing(LONG, said::add));
  }
}
