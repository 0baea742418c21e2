package dev.slipway.release.step;

import static dev.slipway.service.ProviderContract.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.config.Gates;
import dev.slipway.config.QuietTime;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeApplication;
import dev.slipway.fake.FakeDatabase;
import dev.slipway.fake.FakeProvider;
import dev.slipway.release.TestRelease;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.TransactionSnapshot;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both sites have the same application here, and so the same indexer. */
class WaitForCalmTest {
  private static final String ALWAYS = "* * * * *";
  private static final String NEVER = "0 0 30 2 *";

  private final FakeApplication application = new FakeApplication();
  private final FakeProvider provider = new FakeProvider();
  private final FakeDatabase database =
      FakeDatabase.primary("v41-b", TestRelease.OLD.database(), "7123");
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void index() {
    provider.add(TestRelease.NEW);
    application.indexer(indexer("waiting", 0));
  }

  @Test
  void isOverAtOnceWhenAllIsCalm() {
    assertThat(await(gates(ALWAYS, Duration.ofSeconds(9))).facts())
        .containsKeys("lagMs", "waitedMs")
        .doesNotContainKey("bolusDocuments");
  }

  @Test
  void endsAtItsOwnDeadlineWhenNoQuietTimeComes() {
    SlipwayException late =
        fails(ErrorCode.DEADLINE_EXCEEDED, () -> await(gates(NEVER, Duration.ofMillis(20))));

    assertThat(late).hasMessageContaining("no quiet time 0 0 30 2 *");
    assertThat(late.hint()).contains("gates.quietDeadline");
    assertThat(lines.getFirst()).startsWith("waiting for the quiet time 0 0 30 2 *");
  }

  @Test
  void aBolusOfTheOldSiteDelaysIt() {
    application.indexer(indexer("indexing", 1001));
    Progress progress =
        line -> {
          lines.add(line);
          application.indexer(indexer("waiting", 0));
        };

    Evidence evidence = step(gates(ALWAYS, Duration.ofSeconds(9))).apply(progress);

    assertThat(evidence.facts()).containsEntry("bolusDocuments", 1001L);
    assertThat(lines.getFirst())
        .isEqualTo(
            "v41-b indexes a bolus, and the switchover waits for its end: "
                + "indexer indexing, 1001 to go; the last rounds took 12 s");
  }

  @Test
  void aSmallRoundOfTheOldSiteDoesNot() {
    application.indexer(indexer("indexing", 1000));

    assertThat(await(gates(ALWAYS, Duration.ofSeconds(9))).facts())
        .doesNotContainKey("bolusDocuments");
  }

  @Test
  void saysWhichBolusDidNotEndInTime() {
    application.indexer(indexer("indexing", 5000));

    SlipwayException busy =
        fails(ErrorCode.INDEXER_BUSY, () -> await(gates(ALWAYS, Duration.ofMillis(20))));

    assertThat(busy).hasMessageStartingWith("v41-b still indexes a bolus of 5000 documents");
  }

  @Test
  void looksAtNoIndexerWhereThereIsNone() {
    application.without(Feature.INDEXER);

    assertThat(await(gates(ALWAYS, Duration.ofSeconds(9))).facts()).containsOnlyKeys("waitedMs");
  }

  private Evidence await(Gates gates) {
    return step(gates).apply(lines::add);
  }

  private WaitForCalm step(Gates gates) {
    return new WaitForCalm(TestRelease.of(gates, application, provider, database));
  }

  private static Gates gates(String quiet, Duration deadline) {
    return new Gates(
        Duration.ofMinutes(2),
        Duration.ofSeconds(9),
        Duration.ofMinutes(5),
        Optional.of(QuietTime.parse(quiet)),
        deadline,
        new Gates.Bolus(1000, deadline),
        Duration.ZERO,
        Gates.TooFewNodes.PASS);
  }

  private static IndexerStatus indexer(String word, long remaining) {
    return new IndexerStatus(
        word,
        false,
        Optional.of(new TransactionSnapshot(1 << 20, 1 << 20)),
        Optional.of(Instant.EPOCH).filter(started -> remaining > 0),
        remaining,
        List.of(new IndexerStatus.Round(10, 12.2, 0)));
  }
}
