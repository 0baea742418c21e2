package dev.catalog.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.catalog.Configuration;
import dev.catalog.Feature;
import dev.catalog.Json;
import dev.catalog.Version;
import dev.catalog.document.Documents;
import dev.catalog.document.Tables.Condition;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Answers how the site is. The database is asked by one probe at a time, so that held statements do
 * not pile up, and an answer waits for it only so long.
 */
public final class Health {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Configuration configuration;
  private final Documents documents;
  private final List<Feature> features;
  private final Executor executor = task -> Thread.ofVirtual().name("health").start(task);
  private CompletableFuture<Condition> probe = CompletableFuture.completedFuture(Condition.EMPTY);

  public Health(Configuration configuration, Documents documents, List<Feature> features) {
    this.configuration = configuration;
    this.documents = documents;
    this.features = List.copyOf(features);
  }

  void answer(Context context) throws InterruptedException {
    var health = Json.object();
    health.put("status", "ok").put("site", configuration.site());
    health.put("version", Version.current());
    var database = health.putObject("database");
    var reads = database(database);
    health
        .putObject("search")
        .put("status", configuration.search().isPresent() ? "unknown" : "off");
    features.forEach(feature -> feature.health(health));
    if (!reads) {
      health.put("status", "unavailable");
      context.header("Retry-After", "1");
    }
    Bodies.answer(context, reads ? 200 : 503, health);
  }

  private boolean database(ObjectNode answer) throws InterruptedException {
    try {
      var condition = probe().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      answer.put("recovery", condition == Condition.RECOVERY);
      if (condition == Condition.EMPTY) {
        answer.put("error", "the tables do not exist yet");
      }
      return condition != Condition.EMPTY;
    } catch (ExecutionException e) {
      answer.put("error", String.valueOf(e.getCause().getMessage()));
    } catch (TimeoutException e) {
      answer.put("error", "no answer within " + PATIENCE.toSeconds() + " s");
    }
    return false;
  }

  /** The probe that is on its way, or a new one. */
  private synchronized CompletableFuture<Condition> probe() {
    if (probe.isDone()) {
      probe = CompletableFuture.supplyAsync(this::condition, executor);
    }
    return probe;
  }

  private Condition condition() {
    try {
      return documents.condition();
    } catch (SQLException e) {
      throw new CompletionException(e);
    }
  }
}
