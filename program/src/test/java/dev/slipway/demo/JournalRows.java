package dev.slipway.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * All that a controller's journal holds, its engine's own tables among it. PostgreSQL compresses
 * long rows, so that its files do not show everything.
 */
final class JournalRows {
  private static final String TABLES =
      """
      select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables
      where schemaname not in ('pg_catalog', 'information_schema')
      """;

  private JournalRows() {}

  /**
   * One row a line.
   *
   * @param state the estate's folder of that name; its journal must be open
   */
  static List<String> in(Path state) throws IOException, SQLException {
    PGSimpleDataSource journal = new PGSimpleDataSource();
    journal.setServerNames(new String[] {"127.0.0.1"});
    journal.setPortNumbers(new int[] {Integer.parseInt(read(state, "port"))});
    journal.setDatabaseName("postgres");
    journal.setUser("slipway");
    journal.setPassword(read(state, "password"));
    List<String> rows = new ArrayList<>();
    try (Connection connection = journal.getConnection()) {
      for (String table : column(connection, TABLES)) {
        rows.addAll(column(connection, "select one::text from %s one".formatted(table)));
      }
    }
    return rows;
  }

  private static String read(Path state, String file) throws IOException {
    return Files.readString(state.resolve("journal").resolve(file)).strip();
  }

  private static List<String> column(Connection connection, String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
