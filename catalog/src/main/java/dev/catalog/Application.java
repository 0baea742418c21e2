package dev.catalog;

import com.zaxxer.hikari.HikariDataSource;
import dev.catalog.document.DataSources;
import dev.catalog.document.Documents;
import dev.catalog.document.Types;
import dev.catalog.document.Upgrades;
import dev.catalog.document.Writes;
import dev.catalog.http.DocumentRoutes;
import dev.catalog.http.Health;
import dev.catalog.http.Server;
import dev.catalog.index.CurrentForm;
import dev.catalog.index.IndexedForm;
import dev.catalog.index.Indexers;
import dev.catalog.upgrade.Steps;
import java.util.ArrayList;
import java.util.List;

/** The running application: everything wired by hand, in one place. */
public final class Application implements AutoCloseable {
  private static final int CONNECTIONS = 16;

  private final HikariDataSource source;
  private final Server server;

  public Application(Configuration configuration) {
    var types = Types.ofThisRelease();
    var upgrades = new Upgrades(types, Steps.all());
    source = DataSources.pooled(configuration.database(), CONNECTIONS);
    var documents = new Documents(source);
    var announcer = new Announcer(source);
    var writes = new Writes(source, types, upgrades, announcer::announce);
    var readability = new Readability(configuration.database(), types);
    var features = new ArrayList<Feature>(List.of(new Preparation(source), announcer, readability));
    var form = CurrentForm.of(types, upgrades);
    var indexed = IndexedForm.of(types);
    configuration
        .search()
        .ifPresent(node -> features.add(Indexers.of(configuration, node, form, indexed)));
    server =
        new Server(
            configuration,
            new Health(configuration, documents, features),
            new DocumentRoutes(types, upgrades, documents, writes),
            features);
  }

  /** Listens; the database need not be reachable yet. */
  public void start() {
    server.start();
  }

  /** The port that is listened on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.close();
    source.close();
  }
}
