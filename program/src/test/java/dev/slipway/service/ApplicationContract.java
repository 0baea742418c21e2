package dev.slipway.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.IndexerStatus.Round;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every {@link Application} promises. */
public abstract class ApplicationContract {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** One that offers everything and answers as {@code v42-b}. */
  protected abstract Application whole();

  /** One that offers only health. */
  protected abstract Application bare();

  protected abstract void healthy(boolean now);

  protected abstract void indexer(IndexerStatus now);

  protected abstract void index(IndexDescription now);

  protected abstract void indexSample(IndexSample now);

  protected abstract void unreadable(List<UnreadableDocuments> now);

  protected abstract void down();

  protected abstract void failedDocuments(List<String> documents);

  protected abstract String baseUrl();

  @Test
  void saysWhetherItIsHealthy() {
    assertThat(whole().healthy()).isTrue();
    healthy(false);
    assertThat(whole().healthy()).isFalse();
  }

  @Test
  void offersWhatItsDescriptorNames() {
    for (Feature feature : Feature.values()) {
      assertThat(whole().offers(feature)).as("whole %s", feature).isTrue();
      assertThat(bare().offers(feature)).as("bare %s", feature).isFalse();
    }
  }

  @Test
  void refusesWhatItsDescriptorLacks() {
    fails(ErrorCode.DESCRIPTOR_INVALID, () -> bare().indexer());
    fails(ErrorCode.DESCRIPTOR_INVALID, () -> bare().index());
    fails(ErrorCode.DESCRIPTOR_INVALID, () -> bare().indexSample());
    fails(ErrorCode.DESCRIPTOR_INVALID, () -> bare().switchIndexer(false));
    fails(ErrorCode.DESCRIPTOR_INVALID, () -> bare().fileIndexer());
    fails(ErrorCode.DESCRIPTOR_INVALID, () -> bare().switchFileIndexer(true));
    fails(ErrorCode.DESCRIPTOR_INVALID, () -> bare().batchUpgrade(line -> {}, DEADLINE));
    fails(ErrorCode.DESCRIPTOR_INVALID, () -> bare().unreadable());
    assertThat(bare().logFiles()).isEmpty();
    assertThat(bare().siteAnsweringAt(baseUrl())).isEmpty();
  }

  @Test
  void tellsSnapshotRecoveryAndRoundsOfTheIndexer() {
    IndexerStatus status =
        new IndexerStatus(
            "indexing",
            true,
            Optional.of(new TransactionSnapshot(700, 710)),
            Optional.of(Instant.parse("2026-05-01T07:00:00.250Z")),
            42,
            List.of(new Round(20_000, 3.5, 1), new Round(7, 0.01, 0)));
    indexer(status);
    assertThat(whole().indexer()).isEqualTo(status);
    assertThat(whole().indexer().waiting()).isFalse();
  }

  @Test
  void hasNoSnapshotBeforeTheFirstRound() {
    IndexerStatus status =
        new IndexerStatus("starting", true, Optional.empty(), Optional.empty(), 0, List.of());
    indexer(status);
    assertThat(whole().indexer()).isEqualTo(status);
  }

  @Test
  void tellsWhatItsIndexIsAndWhatMustBeInIt() {
    IndexDescription description =
        new IndexDescription("catalog-42", "mark", "1-abc", "{\"settings\":{},\"mappings\":{}}");
    index(description);
    assertThat(whole().index()).isEqualTo(description);
    IndexSample sample =
        new IndexSample(
            5_000_000_000L, List.of(new IndexedDocument("a", 5_000_000_001L, "{\"title\":\"x\"}")));
    indexSample(sample);
    assertThat(whole().indexSample()).isEqualTo(sample);
  }

  @Test
  void switchesThePrimaryIndexerOffAndOnAndTwiceIsHarmless() {
    indexer(new IndexerStatus("waiting", true, Optional.empty(), Optional.empty(), 0, List.of()));
    for (boolean on : List.of(false, false, true, true)) {
      whole().switchIndexer(on);
      assertThat(whole().indexer().status()).isEqualTo(on ? "waiting" : "off");
    }
  }

  @Test
  void saysThatTheIndexerCannotBeReached() {
    down();
    fails(ErrorCode.INDEXER_UNREACHABLE, () -> whole().index());
    fails(ErrorCode.INDEXER_UNREACHABLE, () -> whole().indexSample());
    fails(ErrorCode.INDEXER_UNREACHABLE, () -> whole().indexer());
    fails(ErrorCode.INDEXER_UNREACHABLE, () -> whole().fileIndexer());
  }

  @Test
  void switchesTheFileIndexerOnAndOffAndTwiceIsHarmless() {
    for (boolean on : List.of(true, true, false, false, true)) {
      whole().switchFileIndexer(on);
      assertThat(whole().fileIndexer().on()).isEqualTo(on);
      assertThat(whole().fileIndexer().status()).isEqualTo(on ? "waiting" : "off");
    }
  }

  @Test
  void upgradesAndTellsALineACollection() {
    List<String> progress = new ArrayList<>();
    UpgradeResult result = whole().batchUpgrade(progress::add, DEADLINE);
    assertThat(result.collections()).containsExactly("experiment: updated 2 of 2 (errors 0)");
    assertThat(progress).containsAll(result.collections());
  }

  @Test
  void listsTheDocumentsThatFailedToUpgrade() {
    failedDocuments(List.of("experiment/ENC1", "experiment/ENC2"));
    assertThatThrownBy(() -> whole().batchUpgrade(line -> {}, DEADLINE))
        .asInstanceOf(type(SlipwayException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.UPGRADE_FAILED))
        .extracting(SlipwayException::getMessage)
        .asString()
        .contains("experiment/ENC1", "experiment/ENC2");
  }

  @Test
  void tellsWhichDocumentsItCannotRead() {
    assertThat(whole().unreadable()).isEmpty();
    List<UnreadableDocuments> newer =
        List.of(
            new UnreadableDocuments("biosample", 3, 1),
            new UnreadableDocuments("experiment", 2, 5_000_000_000L));
    unreadable(newer);
    assertThat(whole().unreadable()).isEqualTo(newer);
  }

  @Test
  void namesItsLogFilesAbsolutely() {
    assertThat(whole().logFiles()).isNotEmpty().allMatch(file -> file.startsWith("/"));
  }

  @Test
  void tellsWhichSiteAnswers() {
    assertThat(whole().siteAnsweringAt(baseUrl())).contains("v42-b");
  }

  @Test
  void saysThatNobodyAnswers() {
    fails(ErrorCode.APPLICATION_UNHEALTHY, () -> whole().siteAnsweringAt("http://127.0.0.1:1"));
  }

  protected static void fails(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(SlipwayException.class))
        .extracting(SlipwayException::code)
        .isEqualTo(code);
  }
}
