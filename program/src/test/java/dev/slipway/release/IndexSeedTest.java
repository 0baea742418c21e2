package dev.slipway.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeApplication;
import dev.slipway.fake.FakeSearchIndexes;
import dev.slipway.fake.FakeSnapshots;
import dev.slipway.service.Application.Feature;
import dev.slipway.service.IndexDescription;
import dev.slipway.service.IndexSample;
import dev.slipway.service.IndexedDocument;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.TransactionSnapshot;
import dev.slipway.workflow.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexSeedTest {
  private static final String DEFINITION =
      "{\"mappings\":{\"properties\":{\"title\":{\"type\":\"text\"}}}}";
  private static final IndexDescription FORMER =
      new IndexDescription("catalog-41", "mark", "1-a", DEFINITION);
  private static final IndexDescription NEXT =
      new IndexDescription("catalog-42", "mark", "1-a", DEFINITION);
  private static final IndexedDocument DOCUMENT =
      new IndexedDocument("a", 7, "{\"title\":\"One\"}");

  private final FakeSnapshots snapshots = new FakeSnapshots();
  private final FakeSearchIndexes formerIndexes = new FakeSearchIndexes(snapshots);
  private final FakeSearchIndexes nextIndexes = new FakeSearchIndexes(snapshots);
  private final FakeApplication former = new FakeApplication();
  private final FakeApplication next = new FakeApplication();
  private final IndexSeed seed =
      new IndexSeed(
          new IndexSide("v41-b", former, formerIndexes),
          new IndexSide("v42-b", next, nextIndexes),
          () -> new TransactionSnapshot(50, 50),
          new IndexSeed.Patience(Duration.ofSeconds(5), Duration.ofSeconds(5)));

  @BeforeEach
  void start() {
    former.index(FORMER);
    former.indexer(waiting());
    formerIndexes.create(FORMER.name(), DEFINITION);
    formerIndexes.put(FORMER.name(), DOCUMENT);
    formerIndexes.put(FORMER.name(), new IndexedDocument("mark", 3, "{\"reached\":40}"));
    next.index(NEXT);
    next.indexer(indexing());
    next.indexerOnceSwitchedOn(waiting());
    next.indexSample(new IndexSample(1, List.of(DOCUMENT)));
    nextIndexes.create(NEXT.name(), DEFINITION);
  }

  private static IndexerStatus indexing() {
    return new IndexerStatus("indexing", true, Optional.empty(), Optional.empty(), 9, List.of());
  }

  private static IndexerStatus waiting() {
    return new IndexerStatus(
        "waiting",
        true,
        Optional.of(new TransactionSnapshot(60, 60)),
        Optional.empty(),
        0,
        List.of(new IndexerStatus.Round(4, 0.1, 0)));
  }

  @Test
  void copiesProvesAndLeavesTheIndexerOnAndNoSnapshot() {
    Seeded seeded = seed.run(Progress.silent());

    assertThat(seeded.evidence().facts())
        .containsEntry("index", "seeded")
        .containsEntry("because", "same mapping, same form of documents")
        .containsEntry("documents", 1L)
        .containsEntry("indexedSince", 4L)
        .containsEntry("compared", 1L);
    assertThat(nextIndexes.find(NEXT.name(), List.of("mark")).get("mark").source())
        .isEqualTo("{\"reached\":40}");
    assertThat(next.indexerOn()).isTrue();
    assertThat(snapshots.empty()).isTrue();
  }

  @Test
  void leavesARunningFullIndexAloneWhenACopyWouldNotDo() {
    next.index(
        new IndexDescription(NEXT.name(), "mark", "1-a", DEFINITION.replace("text", "keyword")));

    full("field title changed its type from text to keyword");
    assertThat(nextIndexes.mishaps().struck("remove")).isZero();
    assertThat(snapshots.empty()).isTrue();
  }

  @Test
  void saysThatTheCandidateDoesNotOfferIt() {
    next.without(Feature.SEED);

    full("the descriptor of v42-b does not offer it");
  }

  @Test
  void saysThatTheIndexToCopyIsNotFinished() {
    former.indexer(indexing());

    full("the index of v41-b is not finished itself");
  }

  @Test
  void leavesARunningFullIndexAloneWhenTheSnapshotCannotBeTaken() {
    formerIndexes.mishaps().failNext("snapshot", ErrorCode.SEARCH_UNHEALTHY);

    full("it could not be copied: snapshot was told to fail");
    assertThat(nextIndexes.has(NEXT.name())).isTrue();
    assertThat(next.indexerOn()).isTrue();
  }

  @Test
  void removesWhatWasBegunWhenTheCopyCannotBeRestored() {
    nextIndexes.mishaps().failNext("restore", ErrorCode.DEADLINE_EXCEEDED);

    full("it could not be copied: restore was told to fail");
    assertThat(nextIndexes.has(NEXT.name())).as("the indexer makes a new one").isFalse();
    assertThat(next.indexerOn()).isTrue();
    assertThat(snapshots.empty()).isTrue();
  }

  @Test
  void removesACopyThatDiffersFromTheDatabase() {
    nextIndexes.mishaps().lie();

    full("it differed from the database: it has 0 documents, the database 1 to 1");
    assertThat(nextIndexes.has(NEXT.name())).isFalse();
    assertThat(next.indexerOn()).isTrue();
  }

  @Test
  void comparesAnIndexThatIsFinishedAlready() {
    next.indexer(waiting());
    nextIndexes.put(NEXT.name(), DOCUMENT);

    assertThat(seed.run(Progress.silent()))
        .isEqualTo(new Seeded.Present(new Seeded.Amounts(1, 4, 1)));
    assertThat(formerIndexes.mishaps().struck("snapshot")).isZero();
  }

  @Test
  void removesAFinishedIndexThatDiffersFromTheDatabase() {
    next.indexer(waiting());

    full("it differed from the database: it has 0 documents, the database 1 to 1");
    assertThat(nextIndexes.has(NEXT.name())).isFalse();
  }

  @Test
  void switchesTheIndexerOnThatAnInterruptedAttemptHadSwitchedOff() {
    next.switchIndexer(false);
    former.index(new IndexDescription(FORMER.name(), "mark", "2-b", DEFINITION));

    full("documents are indexed in another form (1-a, was 2-b)");
    assertThat(next.indexerOn()).isTrue();
    assertThat(nextIndexes.has(NEXT.name())).as("it may be half a copy").isFalse();
  }

  @Test
  void beginsFromTheStartAfterAnInterruption() {
    next.switchIndexer(false);

    assertThat(seed.run(Progress.silent())).isInstanceOf(Seeded.Copied.class);
    assertThat(next.indexerOn()).isTrue();
  }

  @Test
  void isInterruptedInsteadOfBuildingAFullIndex() {
    formerIndexes.mishaps().failNext("snapshot", ErrorCode.INTERRUPTED);

    assertThatThrownBy(() -> seed.run(Progress.silent()))
        .isInstanceOfSatisfying(
            SlipwayException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERRUPTED));
  }

  private void full(String because) {
    assertThat(seed.run(Progress.silent())).isEqualTo(new Seeded.Full(because));
  }
}
