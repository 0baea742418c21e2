package dev.catalog.index;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.catalog.document.DataSources;
import dev.catalog.document.Tables;
import dev.catalog.search.SearchClient;
import dev.catalog.search.SearchMapping;
import dev.catalog.search.SearchQuery;
import dev.catalog.support.EmbeddedSearchNode;
import dev.catalog.support.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A database with sample documents, a search node, and what a test asks of them. */
final class IndexedSite implements AutoCloseable {
  static final int DOCUMENTS = 200;

  /** With the lab and the award. */
  static final int ALL = DOCUMENTS + 2;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  static {
    Awaitility.setDefaultTimeout(PATIENCE);
  }

  final EmbeddedSearchNode node;
  final TestDatabase database;
  final SearchClient client;

  private final boolean ownsNode;

  private IndexedSite(EmbeddedSearchNode node, boolean ownsNode) {
    this.node = node;
    this.ownsNode = ownsNode;
    this.database = TestDatabase.start();
    this.client = node.client();
  }

  static IndexedSite start() throws SQLException {
    return new IndexedSite(EmbeddedSearchNode.start(), true).filled();
  }

  /** A new database with a node that others have used. */
  static IndexedSite with(EmbeddedSearchNode node) throws Exception {
    var site = new IndexedSite(node, false).filled();
    site.forget();
    return site;
  }

  /** As if nothing had been indexed or changed. */
  void reset() throws Exception {
    forget();
    try (var connection = database.connect();
        var statement = connection.createStatement()) {
      statement.execute("truncate documents, links, keys, transactions");
      SampleDocuments.insert(connection, DOCUMENTS);
    }
  }

  private void forget() throws Exception {
    for (var scope : List.of(Scope.ALL, Scope.FILES)) {
      client.call("DELETE", "/" + scope.alias() + "-*");
    }
  }

  private IndexedSite filled() throws SQLException {
    try (var pool = DataSources.pooled(database.configuration(), 1);
        var connection = database.connect()) {
      Tables.create(pool);
      SampleDocuments.insert(connection, DOCUMENTS);
    }
    return this;
  }

  SearchIndex index(Scope scope) {
    return new SearchIndex(client, SearchMapping.ofVersion("test"), scope.alias());
  }

  /** The primary indexer on a database of this site's lineage, started. */
  Indexer indexer(TestDatabase of) {
    return indexer(of, Pace.FAST, stored -> stored);
  }

  Indexer indexer(TestDatabase of, Pace pace, CurrentForm form) {
    var indexer =
        new Indexer(Scope.ALL, pace, of.configuration(), index(Scope.ALL), form, () -> true);
    indexer.start();
    return indexer;
  }

  JsonNode search(Map<String, List<String>> parameters) throws Exception {
    var body = SearchQuery.of(parameters).body();
    return client.call("POST", "/catalog/_search", Map.of(), body).body().path("hits");
  }

  long total(Map<String, List<String>> parameters) throws Exception {
    return search(parameters).at("/total/value").asLong(-1);
  }

  void awaitTotal(long expected, Map<String, List<String>> parameters) {
    await().until(() -> total(parameters), found -> found == expected);
  }

  /** A title that a document gets must be found by it. */
  void awaitTitle(String title, long documents) {
    awaitTotal(documents, Map.of("q", List.of(title)));
  }

  static void awaitStatus(Indexer indexer, String status) {
    await().until(() -> indexer.status().status(), status::equals);
  }

  /** Inserts a document of its own with a title. */
  static UUID insert(TestDatabase database, String title) throws SQLException {
    try (var connection = database.connect()) {
      var document = UUID.randomUUID();
      SampleDocuments.insertOne(connection, document, title);
      return document;
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    if (ownsNode) {
      node.close();
    }
    database.close();
  }
}
