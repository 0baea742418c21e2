package dev.catalog.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.catalog.search.SearchMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class IndexerIT {
  private static final Map<String, List<String>> EVERYTHING = Map.of();

  private static IndexedSite site;

  @BeforeAll
  static void start() throws Exception {
    site = IndexedSite.start();
  }

  @AfterAll
  static void stop() throws Exception {
    site.close();
  }

  @BeforeEach
  void reset() throws Exception {
    site.reset();
  }

  @Test
  void indexesEveryDocumentAndThenWhatChangesAndWhatLinksToIt() throws Exception {
    try (var indexer = site.indexer(site.database)) {
      site.awaitTotal(IndexedSite.ALL, EVERYTHING);
      IndexedSite.awaitStatus(indexer, "waiting");
      assertThat(indexer.status().results()).singleElement().matches(RoundResult::full);

      try (var connection = site.database.connect()) {
        SampleDocuments.change(connection, SampleDocuments.LAB, "Sequoia");
      }
      site.awaitTotal(IndexedSite.DOCUMENTS, Map.of("lab.name", List.of("Sequoia")));
      site.awaitTitle("sequoia", IndexedSite.DOCUMENTS + 1);
      await().until(() -> indexer.status().results().size() > 1);
      var last = indexer.status().results().getFirst();
      assertThat(last.full()).isFalse();
      assertThat(last.indexed()).isEqualTo(IndexedSite.DOCUMENTS + 1);
      assertThat(last.errors()).isZero();
    }
  }

  @Test
  void goesOnIncrementallyAfterARestart() throws Exception {
    try (var first = site.indexer(site.database)) {
      site.awaitTotal(IndexedSite.ALL, EVERYTHING);
      IndexedSite.awaitStatus(first, "waiting");
    }
    IndexedSite.insert(site.database, "Meanwhile");
    try (var second = site.indexer(site.database)) {
      site.awaitTitle("meanwhile", 1);
      await().until(() -> !second.status().results().isEmpty());
      assertThat(second.status().results()).noneMatch(RoundResult::full);
      assertThat(second.status().results().getFirst().indexed()).isEqualTo(1);
    }
  }

  @Test
  void goesOnWithAFullRoundWhereItWasStopped() throws Exception {
    var slow = new Pace(10, 1 << 20, 1, 10, Duration.ofMillis(200));
    try (var first = site.indexer(site.database, slow, stored -> stored)) {
      await().until(() -> first.status().indexed() >= 30);
      assertThat(first.status().status()).isEqualTo("indexing");
      assertThat(first.status().remaining()).isPositive();
    }
    var seen = new AtomicInteger();
    CurrentForm counting =
        stored -> {
          seen.incrementAndGet();
          return stored;
        };
    try (var second = site.indexer(site.database, Pace.FAST, counting)) {
      site.awaitTotal(IndexedSite.ALL, EVERYTHING);
      IndexedSite.awaitStatus(second, "waiting");
      assertThat(seen.get()).isBetween(1, IndexedSite.ALL - 20);
      assertThat(second.status().results().getFirst().indexed()).isEqualTo(IndexedSite.ALL);
    }
  }

  @Test
  void neverOverwritesANewerDocumentFromAnOlderRound() throws Exception {
    var index = site.index(Scope.ALL);
    index.create();
    var document = new UUID(1, 1);
    assertThat(index.send(page(document, "new", 20))).isEmpty();
    assertThat(index.send(page(document, "old", 10))).isEmpty();
    var stored = site.client.call("GET", "/" + index.name() + "/_doc/" + document).body();
    assertThat(stored.at("/_source/properties/title").asText()).isEqualTo("new");
  }

  @Test
  void tellsWhichDocumentsFailedAndIndexesTheOthers() throws Exception {
    var tooLong = UUID.randomUUID();
    try (var connection = site.database.connect();
        var insert =
            connection.prepareStatement(
                "insert into documents values (?, repeat('x', 40000), null, 1, '{}',"
                    + " gen_random_uuid(), pg_current_xact_id())")) {
      insert.setObject(1, tooLong);
      insert.executeUpdate();
    }
    CurrentForm failing =
        stored -> {
          if (stored.uuid().equals(SampleDocuments.LAB)) {
            throw new IllegalStateException("no form of this");
          }
          return stored;
        };
    try (var indexer = site.indexer(site.database, Pace.FAST, failing)) {
      site.awaitTotal(IndexedSite.ALL - 1, EVERYTHING);
      await().until(() -> !indexer.status().results().isEmpty());
      var result = indexer.status().results().getFirst();
      assertThat(result.errors()).isEqualTo(2);
      assertThat(result.indexed()).isEqualTo(IndexedSite.ALL - 1);
      assertThat(result.failed())
          .extracting(Failure::uuid)
          .containsExactlyInAnyOrder(tooLong.toString(), SampleDocuments.LAB.toString());
    }
  }

  @Test
  void swapsTheAliasOnlyWhenTheNextMappingIsFullyIndexed() throws Exception {
    try (var first = site.indexer(site.database)) {
      site.awaitTotal(IndexedSite.ALL, EVERYTHING);
      IndexedSite.awaitStatus(first, "waiting");
    }
    var next = new SearchIndex(site.client, SearchMapping.ofVersion("next"), "catalog");
    var slow = new Pace(10, 1 << 20, 1, 10, Duration.ofMillis(50));
    var database = site.database.configuration();
    try (var second = new Indexer(Scope.ALL, slow, database, next, stored -> stored, () -> true)) {
      second.start();
      await().until(() -> second.status().indexed() > 0);
      assertThat(site.total(EVERYTHING)).isEqualTo(IndexedSite.ALL);
      assertThat(aliased()).isEqualTo(site.index(Scope.ALL).name());
      await().until(() -> aliased().equals(next.name()));
      assertThat(site.total(EVERYTHING)).isEqualTo(IndexedSite.ALL);
    }
  }

  @Test
  void losesNothingWhenTheSearchNodeIsAwayForSomeSeconds() throws Exception {
    var slow = new Pace(10, 1 << 20, 2, 40, Duration.ofMillis(50));
    try (var indexer = site.indexer(site.database, slow, stored -> stored)) {
      await().until(() -> indexer.status().indexed() >= 50);
      site.node.kill();
      IndexedSite.insert(site.database, "Written in the dark");
      // A request in flight is tried again, any other fails the round: both may meet the kill.
      await().until(() -> indexer.status().status(), List.of("indexing", "unavailable")::contains);
      site.node.up();
      site.awaitTitle("dark", 1);
      site.awaitTotal(IndexedSite.ALL + 1, EVERYTHING);
    }
  }

  @Test
  void beginsAnewWhenTheSearchNodeComesBackEmpty() throws Exception {
    try (var indexer = site.indexer(site.database)) {
      site.awaitTotal(IndexedSite.ALL, EVERYTHING);
      site.node.kill();
      IndexedSite.awaitStatus(indexer, "unavailable");
      assertThat(indexer.status().problem()).contains("search node");
      site.node.wipe();
      site.node.up();
      site.awaitTotal(IndexedSite.ALL, EVERYTHING);
    }
  }

  @Test
  void goesOnWhenTheDatabaseWasAway() throws Exception {
    try (var indexer = site.indexer(site.database)) {
      site.awaitTotal(IndexedSite.ALL, EVERYTHING);
      site.database.stop();
      IndexedSite.awaitStatus(indexer, "unavailable");
      site.database.up();
      IndexedSite.insert(site.database, "Back again");
      site.awaitTitle("back again", 1);
      assertThat(indexer.status().problem()).isNull();
    }
  }

  @Test
  void isNotifiedByAPrimary() throws Exception {
    try (var database = new IndexerDatabase(site.database.configuration());
        var connection = site.database.connect();
        var statement = connection.createStatement()) {
      assertThat(database.awaitWrite(true, Duration.ZERO)).isFalse();
      assertThat(database.awaitWrite(false, Duration.ZERO)).isTrue();
      statement.execute("select pg_notify('catalog_writes', 'x')");
      assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> database.awaitWrite(false, Duration.ofSeconds(60)));
    }
  }

  private String aliased() throws Exception {
    return site.client.call("GET", "/_alias/catalog").body().fieldNames().next();
  }

  private static Page page(UUID document, String title, long version) throws Exception {
    var page = new Page(stored -> stored);
    var properties = "{\"title\": \"" + title + "\"}";
    page.add(new StoredDocument(document, "experiment", null, 1, properties, null, version));
    return page;
  }
}
