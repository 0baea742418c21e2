package dev.catalog.index;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import dev.catalog.Configuration;
import dev.catalog.Feature;
import dev.catalog.FileIndexerSwitch;
import dev.catalog.Version;
import dev.catalog.search.SearchClient;
import dev.catalog.search.SearchEndpoint;
import dev.catalog.search.SearchMapping;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;

/** Search as a part of the application: the primary indexer, the file indexer and the query. */
public final class Indexers implements Feature {
  /** While this file is in the state folder, the primary index may be replaced by another one. */
  private static final String PAUSE = "indexer-off";

  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(
              new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));

  private final SearchClient client;
  private final SearchHealth health;
  private final Indexer primary;
  private final Indexer files;
  private final SeedAnswers seed;

  private Indexers(SearchClient client, Indexer primary, Indexer files, SeedAnswers seed) {
    this.client = client;
    this.health = new SearchHealth(client);
    this.primary = primary;
    this.files = files;
    this.seed = seed;
  }

  /** The indexers of a configured process with the search node at the address. */
  public static Indexers of(
      Configuration configuration, URI search, CurrentForm form, IndexedForm indexed) {
    var client = new SearchClient(search, DEADLINE);
    var mapping = SearchMapping.ofVersion(Version.current());
    var database = configuration.database();
    var pause = configuration.state().resolve(PAUSE);
    var all = new SearchIndex(client, mapping, Scope.ALL.alias());
    var files = new SearchIndex(client, mapping, Scope.FILES.alias());
    return new Indexers(
        client,
        new Indexer(Scope.ALL, Pace.FAST, database, all, form, () -> !Files.exists(pause)),
        new Indexer(
            Scope.FILES,
            Pace.STEADY,
            database,
            files,
            form,
            FileIndexerSwitch.of(configuration)::isOn),
        new SeedAnswers(all, indexed, new Sample(database, form)));
  }

  @Override
  public void routes(RoutesConfig routes) {
    routes.get("/_indexer", context -> answer(context, primary.status()));
    routes.get("/_indexer/index", seed::index);
    routes.get("/_indexer/sample", seed::sample);
    routes.get("/_file_indexer", context -> answer(context, files.status()));
    routes.get("/search", new SearchEndpoint(client, Scope.ALL.alias())::handle);
  }

  @Override
  public void start() {
    health.start();
    primary.start();
    files.start();
  }

  @Override
  public void health(ObjectNode answer) {
    answer.putObject("search").put("status", health.status());
  }

  @Override
  public void close() {
    files.close();
    primary.close();
    health.close();
    try {
      client.close();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static void answer(Context context, IndexerStatus status) throws JsonProcessingException {
    context.contentType("application/json").result(JSON.writeValueAsBytes(status));
  }
}
