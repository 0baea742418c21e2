package dev.catalog.index;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.catalog.document.DataSources;
import dev.catalog.document.Tables;
import dev.catalog.search.SearchClient;
import dev.catalog.search.SearchMapping;
import dev.catalog.search.SearchUnavailableException;
import dev.catalog.support.EmbeddedSearchCluster;
import dev.catalog.support.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures a full index of generated documents on a real PostgreSQL and search nodes, and what the
 * same nodes take when the same bulk requests come ready-made: the ceiling.
 */
@Command(name = "indexing")
final class IndexBenchmark implements Callable<Integer> {
  private static final int WARM_UP = 20_000;

  /** About 1.6 kB each: what is kept of them ready-made. */
  private static final int KEPT = 30_000;

  @Option(names = "--documents", defaultValue = "200000")
  private int documents;

  @Option(names = "--data-nodes", defaultValue = "0")
  private int dataNodes;

  @Option(names = "--json")
  private Optional<Path> json = Optional.empty();

  private EmbeddedSearchCluster cluster;
  private TestDatabase database;

  public static void main(String... arguments) {
    System.exit(new CommandLine(new IndexBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    try (var nodes = EmbeddedSearchCluster.start(dataNodes);
        var postgres = TestDatabase.start()) {
      cluster = nodes;
      database = postgres;
      var figures = measure();
      figures.forEach((name, value) -> System.out.printf("%-20s %s%n", name, value));
      if (json.isPresent()) {
        Files.createDirectories(json.get().toAbsolutePath().getParent());
        Files.writeString(json.get(), new ObjectMapper().writeValueAsString(figures) + "\n");
      }
    }
    return 0;
  }

  private Map<String, Object> measure() throws Exception {
    try (var pool = DataSources.pooled(database.configuration(), 1);
        var connection = database.connect()) {
      Tables.create(pool);
      SampleDocuments.insert(connection, documents);
    }
    var pages = pages();
    send("warmup", pages, WARM_UP);
    var full = fullIndex();
    double ceiling = full.indexed() / send("ceiling", pages, full.indexed());
    double rate = full.indexed() * 1000.0 / full.took();
    var figures = new LinkedHashMap<String, Object>();
    figures.put("documents", full.indexed());
    figures.put("dataNodes", dataNodes);
    figures.put("errors", full.errors());
    figures.put("milliseconds", full.took());
    figures.put("perSecond", Math.round(rate));
    figures.put("bulkCeilingPerSecond", Math.round(ceiling));
    figures.put("ratio", Math.round(100 * rate / ceiling) / 100.0);
    return figures;
  }

  private RoundResult fullIndex() throws Exception {
    try (var client = cluster.client();
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

  /** The seconds that the ready-made pages take, as many requests under way as the indexer has. */
  private double send(String name, ReadyPages pages, long count) throws Exception {
    try (var client = cluster.client();
        var senders = Executors.newFixedThreadPool(Pace.FAST.inFlight())) {
      var index = new SearchIndex(client, SearchMapping.ofVersion(name), "raw");
      index.create();
      long start = System.nanoTime();
      pages.begin(count);
      Callable<Void> sender = () -> sendAll(index, pages);
      var done =
          senders.invokeAll(Stream.generate(() -> sender).limit(Pace.FAST.inFlight()).toList());
      for (var sent : done) {
        sent.get();
      }
      index.refresh();
      double seconds = (System.nanoTime() - start) / 1e9;
      drop(client, index);
      return seconds;
    }
  }

  private static Void sendAll(SearchIndex index, ReadyPages pages) throws Exception {
    for (var body = pages.take(); body.isPresent(); body = pages.take()) {
      sendOne(index, body.get());
    }
    return null;
  }

  /** A node that has no memory for it is asked again, as the indexer does. */
  private static void sendOne(SearchIndex index, byte[] body) throws Exception {
    while (true) {
      try {
        if (!index.send(body).isEmpty()) {
          throw new IllegalStateException("a ready-made document was refused");
        }
        return;
      } catch (SearchUnavailableException busy) {
        Thread.sleep(Pipeline.PAUSE);
      }
    }
  }

  private static void drop(SearchClient client, SearchIndex index) throws Exception {
    client.call("DELETE", "/" + index.name());
  }

  private ReadyPages pages() throws Exception {
    var pages = new ReadyPages();
    try (var connection = database.connect()) {
      UUID after = null;
      boolean more = true;
      while (more && pages.documents() < KEPT) {
        var page = new Page(stored -> stored);
        try (var reading = Reading.begin(connection)) {
          more = reading.fill(page, Scope.ALL, Progress.none("any"), after, Pace.FAST);
        }
        after = page.last();
        pages.add(page);
      }
    }
    return pages;
  }
}
