package dev.catalog.upgrade;

import dev.catalog.document.Document;
import dev.catalog.document.Type;
import dev.catalog.document.Types;
import dev.catalog.document.Upgrades;
import dev.catalog.document.Writes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;

/**
 * Brings every stored document to the schema version of this release: batch by batch, several at
 * once, each batch in one transaction. Documents that cannot be upgraded stay as they are. What is
 * done stays done, so it can be stopped and run again.
 */
public final class BatchUpgrade {
  /** Documents change while they are upgraded; after so many rounds it is somebody else's fault. */
  private static final int ROUNDS = 10;

  /**
   * What became of one type.
   *
   * @param total documents of the type, upgraded or not
   * @param errors uuid (and accession) of each document that could not be upgraded, and why
   */
  public record Outcome(String type, long updated, long total, Map<UUID, String> errors) {
    @Override
    public String toString() {
      return "%s: updated %d of %d (errors %d)".formatted(type, updated, total, errors.size());
    }
  }

  private final Types types;
  private final Upgrades upgrades;
  private final Writes writes;
  private final UpgradeBatch batches;
  private final int batchSize;
  private final int parallel;

  public BatchUpgrade(
      DataSource source, Types types, Upgrades upgrades, int batchSize, int parallel) {
    this.types = types;
    this.upgrades = upgrades;
    this.writes = new Writes(source, types, upgrades, () -> {});
    this.batches = new UpgradeBatch(source);
    this.batchSize = batchSize;
    this.parallel = parallel;
  }

  /**
   * Upgrades all types, one after the other.
   *
   * @param done is told of each type that has documents
   * @return whether every document has the present version now
   */
  public boolean run(Consumer<Outcome> done) throws SQLException, InterruptedException {
    var clean = true;
    try (var executor = Executors.newFixedThreadPool(parallel)) {
      for (var type : types.all()) {
        var total = batches.count(type.name());
        if (total > 0) {
          var outcome = new Run(type, executor).upgrade(total);
          clean &= outcome.errors().isEmpty();
          done.accept(outcome);
        }
      }
    }
    return clean;
  }

  /** The upgrade of one type. */
  private final class Run {
    private final Type type;
    private final ExecutorService executor;
    private final AtomicLong updated = new AtomicLong();
    private final Map<UUID, String> errors = new ConcurrentSkipListMap<>();

    Run(Type type, ExecutorService executor) {
      this.type = type;
      this.executor = executor;
    }

    Outcome upgrade(long total) throws SQLException, InterruptedException {
      for (var round = 0; round < ROUNDS && round(); round++) {
        errors.clear();
      }
      return new Outcome(type.name(), updated.get(), total, errors);
    }

    /** One pass over what is below the version; true if somebody changed documents meanwhile. */
    private boolean round() throws SQLException, InterruptedException {
      Optional<UUID> after = Optional.empty();
      var again = false;
      while (true) {
        var tasks = new ArrayList<Callable<Boolean>>();
        for (var i = 0; i < parallel; i++) {
          var page = batches.page(type.name(), type.version(), after, batchSize);
          if (!page.isEmpty()) {
            after = Optional.of(page.getLast().uuid());
            tasks.add(() -> upgrade(page));
          }
        }
        if (tasks.isEmpty()) {
          return again;
        }
        for (var task : executor.invokeAll(tasks)) {
          again |= result(task);
        }
      }
    }

    /** Upgrades a page; true if somebody changed one of its documents meanwhile. */
    private boolean upgrade(List<Document> page) throws SQLException {
      var changes = new ArrayList<UpgradeBatch.Change>();
      var overtaken = false;
      for (var stored : page) {
        var upgraded = upgraded(stored);
        if (upgraded.isPresent() && linksStay(stored, upgraded.get())) {
          changes.add(new UpgradeBatch.Change(stored.tid(), upgraded.get()));
        } else if (upgraded.isPresent()) {
          overtaken |= writeAlone(stored, upgraded.get());
        }
      }
      var written = changes.isEmpty() ? 0 : batches.write(type.version(), changes);
      updated.addAndGet(written);
      return overtaken || written < changes.size();
    }

    private Optional<Document> upgraded(Document stored) {
      try {
        var upgraded = upgrades.current(stored).writtenBy(UUID.randomUUID());
        var violations = type.violations(upgraded.properties());
        if (violations.isEmpty()) {
          return Optional.of(upgraded);
        }
        fail(stored, violations.toString());
      } catch (IllegalArgumentException e) {
        fail(stored, e.getMessage());
      }
      return Optional.empty();
    }

    private void fail(Document document, String reason) {
      errors.put(
          document.uuid(), document.accession().map(text -> text + ": ").orElse("") + reason);
    }

    private boolean linksStay(Document stored, Document upgraded) {
      return type.references(stored.properties()).equals(type.references(upgraded.properties()));
    }

    private boolean writeAlone(Document stored, Document upgraded) throws SQLException {
      var written = writes.update(stored, upgraded, "upgrade", Optional.empty()).isPresent();
      updated.addAndGet(written ? 1 : 0);
      return !written;
    }

    private static boolean result(Future<Boolean> task) throws SQLException, InterruptedException {
      try {
        return task.get();
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case SQLException failure -> throw failure;
          case RuntimeException failure -> throw failure;
          default -> throw new IllegalStateException(e.getCause());
        }
      }
    }
  }
}
