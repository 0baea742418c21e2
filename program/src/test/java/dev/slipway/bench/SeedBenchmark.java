package dev.slipway.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.release.Seeded;
import dev.slipway.testing.SeededSites;
import dev.slipway.workflow.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures a candidate's index that is begun as a copy of the current site's, of which part has
 * changed since, against a full one by the same application on the same two sites. The time of a
 * copy has everything in it: deciding, the snapshot, restoring it, what changed since, the proof.
 */
@Command(name = "indexing --seed")
final class SeedBenchmark implements Callable<Integer> {
  private static final int PERCENT = 100;

  @Option(names = "--documents", defaultValue = "200000")
  private int documents;

  @Option(names = "--changed", description = "percent", defaultValue = "5")
  private int changed;

  @Option(names = "--json")
  private Optional<Path> json = Optional.empty();

  public static void main(String... arguments) {
    System.exit(new CommandLine(new SeedBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    Map<String, Object> figures = measure();
    figures.forEach((name, value) -> System.out.printf("%-14s %s%n", name, value));
    if (json.isPresent()) {
      Files.createDirectories(json.get().toAbsolutePath().getParent());
      Files.writeString(json.get(), new ObjectMapper().writeValueAsString(figures) + "\n");
    }
    return 0;
  }

  private Map<String, Object> measure() throws IOException {
    try (SeededSites sites = new SeededSites(documents)) {
      Duration full = sites.indexFully();
      sites.former.application().switchIndexer(false);
      change(sites);
      sites.next.up();
      long begin = System.nanoTime();
      Seeded seeded = sites.seed(sites.formerIndexes).run(since(begin));
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      if (!(seeded instanceof Seeded.Copied)) {
        throw new IllegalStateException("the index was not seeded: " + seeded);
      }
      return figures(full, took, seeded);
    }
  }

  /** Where the time goes, beside the figures. */
  private static Progress since(long begin) {
    return line -> System.err.printf("%7.3f s  %s%n", (System.nanoTime() - begin) / 1e9, line);
  }

  /** What links to nothing that is linked to, so that no more than that is to be indexed. */
  private void change(SeededSites sites) {
    sites.database.execute(
        """
        update documents set properties = properties || '{"notes": "changed since"}',
          xid = pg_current_xact_id()
        where uuid in (select uuid from documents d
          where not exists (select from links where target = d.uuid)
          order by md5(uuid::text) limit %d)"""
            .formatted(documents * changed / PERCENT));
    sites.awaitReplay();
  }

  private Map<String, Object> figures(Duration full, Duration took, Seeded seeded) {
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("changedPercent", changed);
    figures.put("fullMs", full.toMillis());
    figures.put("seededMs", took.toMillis());
    figures.put("speedup", Math.round(10.0 * full.toMillis() / took.toMillis()) / 10.0);
    figures.putAll(seeded.evidence().facts());
    return figures;
  }
}
