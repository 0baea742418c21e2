package dev.catalog.index;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catalog.document.DataSources;
import dev.catalog.document.Tables;
import dev.catalog.search.SearchMapping;
import dev.catalog.support.EmbeddedSearchNode;
import dev.catalog.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/**
 * Measures a full index of generated documents on a real PostgreSQL and search node, and what the
 * same search node takes when the same bulk requests come ready-made: the ceiling.
 */
final class IndexBenchmark {
  private static final int WARM_UP = 5_000;

  private final EmbeddedSearchNode node;
  private final TestDatabase database;

  private IndexBenchmark(EmbeddedSearchNode node, TestDatabase database) {
    this.node = node;
    this.database = database;
  }

  public static void main(String... arguments) throws Exception {
    int documents = Integer.parseInt(arguments[0]);
    Map<String, Object> figures;
    try (var node = EmbeddedSearchNode.start();
        var database = TestDatabase.start()) {
      figures = new IndexBenchmark(node, database).measure(documents);
    }
    figures.forEach((name, value) -> System.out.printf("%-20s %s%n", name, value));
    if (arguments.length > 1) {
      var file = Path.of(arguments[1]);
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, new ObjectMapper().writeValueAsString(figures) + "\n");
    }
  }

  private Map<String, Object> measure(int documents) throws Exception {
    try (var pool = DataSources.pooled(database.configuration(), 1);
        var connection = database.connect()) {
      Tables.create(pool);
      SampleDocuments.insert(connection, documents);
    }
    var pages = pages();
    raw("warmup", pages.subList(0, Math.min(pages.size(), WARM_UP / Pace.FAST.pageDocuments())));
    var full = fullIndex();
    double ceiling = full.indexed() / raw("ceiling", pages);
    double rate = full.indexed() * 1000.0 / full.took();
    var figures = new LinkedHashMap<String, Object>();
    figures.put("documents", full.indexed());
    figures.put("errors", full.errors());
    figures.put("milliseconds", full.took());
    figures.put("documentsPerSecond", Math.round(rate));
    figures.put("ceilingPerSecond", Math.round(ceiling));
    figures.put("ratioToCeiling", Math.round(100 * rate / ceiling) / 100.0);
    return figures;
  }

  private RoundResult fullIndex() throws Exception {
    try (var client = node.client();
        var indexer =
            new Indexer(
                Scope.ALL,
                Pace.FAST,
                database.configuration(),
                new SearchIndex(client, SearchMapping.ofVersion("bench"), "catalog"),
                stored -> stored,
                () -> true)) {
      indexer.start();
      Awaitility.await()
          .atMost(Duration.ofMinutes(10))
          .until(() -> indexer.status().lastResult() != null);
      return indexer.status().lastResult();
    }
  }

  /** The seconds that the ready-made pages take. */
  private double raw(String name, List<Page> pages) throws Exception {
    try (var client = node.client()) {
      var index = new SearchIndex(client, SearchMapping.ofVersion(name), "raw");
      index.create();
      long start = System.nanoTime();
      try (var pipeline =
          new Pipeline(index, new RoundBoard(Instant.now(), 0), Pace.FAST.inFlight())) {
        for (var page : pages) {
          pipeline.send(page);
        }
        pipeline.drain();
      }
      index.refresh();
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private List<Page> pages() throws Exception {
    var pages = new ArrayList<Page>();
    try (var connection = database.connect()) {
      boolean more = true;
      while (more) {
        var page = new Page(stored -> stored);
        var after = pages.isEmpty() ? null : pages.getLast().last();
        try (var reading = Reading.begin(connection)) {
          more = reading.fill(page, Scope.ALL, Progress.none("any"), after, Pace.FAST);
        }
        pages.add(page);
      }
    }
    return pages;
  }
}
