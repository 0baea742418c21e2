package dev.catalog.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.catalog.search.SearchMapping;
import dev.catalog.support.EmbeddedSearchNode;
import dev.catalog.support.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class StandbyIndexerIT {
  private static final Map<String, List<String>> EVERYTHING = Map.of();

  private static EmbeddedSearchNode node;

  private IndexedSite site;
  private TestDatabase standby;

  @BeforeAll
  static void startNode() {
    node = EmbeddedSearchNode.start();
  }

  @AfterAll
  static void stopNode() {
    node.close();
  }

  @BeforeEach
  void start() throws Exception {
    site = IndexedSite.with(node);
    standby = site.database.standby();
  }

  @AfterEach
  void stop() throws Exception {
    standby.close();
    site.close();
  }

  /**
   * On a standby the snapshot lists no running transaction, so that by its list the open one would
   * count as seen, and its document would never be indexed.
   */
  @Test
  void missesNoTransactionThatWasOpenWhileARoundRan() throws Exception {
    try (var open = site.database.connect()) {
      open.setAutoCommit(false);
      SampleDocuments.insertOne(open, UUID.randomUUID(), "Latecomer");
      IndexedSite.insert(site.database, "Overtaker");
      try (var indexer = site.indexer(standby)) {
        site.awaitTitle("overtaker", 1);
        IndexedSite.awaitStatus(indexer, "waiting");
        var snapshot = indexer.status().snapshot();
        assertThat(snapshot.text()).as("no list of running transactions").endsWith(":");
        assertThat(snapshot.xmin()).as("the open one holds it").isLessThan(snapshot.xmax() - 1);
        assertThat(site.total(Map.of("q", List.of("latecomer")))).isZero();

        open.commit();
        site.awaitTitle("latecomer", 1);
        assertThat(indexer.status().recovery()).isTrue();
        await().until(() -> !indexer.status().results().getFirst().full());
        assertThat(indexer.status().results()).filteredOn(RoundResult::full).hasSize(1);
      }
    }
  }

  @Test
  void carriesOnWhenTheStandbyIsPromotedWhileItIndexes() throws Exception {
    var slow = new Pace(20, 1 << 20, 1, 20, Duration.ofMillis(100));
    try (var indexer = site.indexer(standby, slow, stored -> stored)) {
      await().until(() -> indexer.status().indexed() >= 40);
      assertThat(indexer.status().recovery()).isTrue();
      standby.promote();
      IndexedSite.insert(standby, "After promotion");
      site.awaitTotal(IndexedSite.ALL + 1, EVERYTHING);
      site.awaitTitle("after promotion", 1);
      IndexedSite.awaitStatus(indexer, "waiting");
      await().until(() -> !indexer.status().recovery());
      assertThat(indexer.status().results()).filteredOn(RoundResult::full).hasSize(1);
    }
  }

  @Test
  void carriesOnWhenThePrimaryBecomesAStandby() throws Exception {
    try (var indexer = site.indexer(site.database)) {
      site.awaitTotal(IndexedSite.ALL, EVERYTHING);
      site.database.stop();
      standby.promote();
      IndexedSite.insert(standby, "Written elsewhere");
      site.database.follow(standby);
      site.awaitTitle("written elsewhere", 1);
      IndexedSite.awaitStatus(indexer, "waiting");
      assertThat(indexer.status().recovery()).isTrue();
      assertThat(indexer.status().results()).filteredOn(RoundResult::full).hasSize(1);
    }
  }

  @Test
  void hasTheSameSnapshotOnBothSidesWhenNothingIsWritten() throws Exception {
    try (var onPrimary = site.indexer(site.database);
        var onStandby =
            new Indexer(
                Scope.ALL,
                Pace.FAST,
                standby.configuration(),
                new SearchIndex(site.client, SearchMapping.ofVersion("test"), "catalog-other"),
                stored -> stored,
                () -> true)) {
      onStandby.start();
      IndexedSite.insert(site.database, "Last write");
      await()
          .untilAsserted(
              () -> {
                assertThat(onPrimary.status().status()).isEqualTo("waiting");
                assertThat(onStandby.status().status()).isEqualTo("waiting");
                assertThat(onPrimary.status().snapshot()).isEqualTo(onStandby.status().snapshot());
              });
      site.awaitTitle("last write", 1);
    }
  }
}
