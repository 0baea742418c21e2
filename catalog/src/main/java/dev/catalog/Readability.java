package dev.catalog;

import dev.catalog.document.DataSources;
import dev.catalog.document.Types;
import dev.catalog.document.UnreadableDocuments;
import dev.catalog.http.Bodies;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Says which of the stored documents this release cannot read, for whoever wants to return to it
 * from a newer one. It asks this site's own server, for whoever returns may hold everything that
 * goes through the pooler.
 */
final class Readability implements Feature {
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Configuration.Database database;
  private final UnreadableDocuments documents;

  Readability(Configuration.Database database, Types types) {
    this.database = database;
    this.documents = new UnreadableDocuments(types);
  }

  @Override
  public void routes(RoutesConfig routes) {
    routes.get("/_unreadable", this::answer);
  }

  @Override
  public void start() {}

  @Override
  public void close() {}

  private void answer(Context context) throws SQLException {
    try (var connection = DataSources.direct(database, SILENCE)) {
      var body = Json.object();
      var groups = body.putArray("unreadable");
      for (var group : documents.in(connection)) {
        groups
            .addObject()
            .put("type", group.type())
            .put("version", group.version())
            .put("documents", group.documents());
      }
      Bodies.answer(context, 200, body);
    }
  }
}
