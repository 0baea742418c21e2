package dev.catalog.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.catalog.document.UnreadableDocuments.Group;
import dev.catalog.support.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class UnreadableDocumentsIT {
  private final Types types = Types.ofThisRelease();
  private final int newest = types.of("experiment").version();

  @Test
  void countsWhatANewerReleaseWroteAndNothingElse() throws Exception {
    try (var database = TestDatabase.start();
        var source = DataSources.pooled(database.configuration(), 2);
        var connection = database.connect()) {
      Tables.create(source);
      var unreadable = new UnreadableDocuments(types);
      assertThat(unreadable.in(connection)).isEmpty();

      store(connection, "experiment", 1, 20);
      store(connection, "experiment", newest, 30);
      store(connection, "lab", 1, 5);
      assertThat(unreadable.in(connection)).isEmpty();

      store(connection, "experiment", newest + 1, 3);
      store(connection, "experiment", newest + 2, 1);
      store(connection, "unheard_of", 1, 2);
      assertThat(unreadable.in(connection))
          .containsExactly(
              new Group("experiment", newest + 1, 3),
              new Group("experiment", newest + 2, 1),
              new Group("unheard_of", 1, 2));
    }
  }

  private static void store(Connection connection, String type, int version, int count)
      throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            insert into documents (uuid, type, schema_version, properties, tid, xid)
            select gen_random_uuid(), ?, ?, '{}', gen_random_uuid(), pg_current_xact_id()
            from generate_series(1, ?)""")) {
      statement.setString(1, type);
      statement.setInt(2, version);
      statement.setInt(3, count);
      statement.executeUpdate();
    }
  }
}
