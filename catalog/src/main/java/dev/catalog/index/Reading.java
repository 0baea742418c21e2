package dev.catalog.index;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A read transaction with one snapshot, from which one page of documents is taken. */
final class Reading implements AutoCloseable {
  private static final int ROWS_PER_FETCH = 200;
  private static final UUID BEFORE_ALL = new UUID(0, 0);

  /**
   * After a large load the planner has no statistics yet and would read every document to find the
   * few that changed, so it is told to go by the indexes; and straight through them, for a bitmap
   * of the few links of each document costs more than all the rest. The links of a document thereby
   * come in the order of their path, in every copy of the database.
   */
  private static final String BEGIN =
      """
      set transaction isolation level repeatable read, read only;
      set local jit = off;
      set local enable_seqscan = off; set local enable_hashjoin = off;
      set local enable_mergejoin = off; set local enable_bitmapscan = off""";

  private static final String OBSERVE =
      """
      select system_identifier::text, pg_is_in_recovery(), pg_current_snapshot()::text
      from pg_control_system()""";

  private final Connection connection;
  private final Observation seen;

  private Reading(Connection connection, Observation seen) {
    this.connection = connection;
    this.seen = seen;
  }

  static Observation observe(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(OBSERVE)) {
      row.next();
      return new Observation(row.getString(1), row.getBoolean(2), Snapshot.parse(row.getString(3)));
    }
  }

  static Reading begin(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute(BEGIN);
    }
    return new Reading(connection, observe(connection));
  }

  Observation seen() {
    return seen;
  }

  /** How many documents a round has to index, from its beginning. */
  long count(Scope scope, Progress from) throws SQLException {
    try (var query = connection.prepareStatement(Selection.count(scope, from.full()))) {
      Selection.bind(query, scope, from.done());
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /**
   * Fills a page with the documents after the place that was reached.
   *
   * @return whether there may be more
   */
  boolean fill(Page page, Scope scope, Progress from, UUID after, Pace pace)
      throws SQLException, IOException {
    try (var query = connection.prepareStatement(Selection.page(scope, from.full()))) {
      int next = Selection.bind(query, scope, from.done());
      query.setObject(next, after == null ? BEFORE_ALL : after);
      query.setInt(next + 1, pace.pageDocuments());
      query.setFetchSize(ROWS_PER_FETCH);
      return !fill(page, query, pace) || page.documents() == pace.pageDocuments();
    }
  }

  /** The first of the documents that a round over changes has to index after a place. */
  List<UUID> changed(Scope scope, Progress from, UUID after, int limit) throws SQLException {
    try (var query = connection.prepareStatement(Selection.changed(scope))) {
      int next = Selection.bind(query, scope, from.done());
      query.setObject(next, after == null ? BEFORE_ALL : after);
      query.setInt(next + 1, limit);
      var changed = new ArrayList<UUID>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          changed.add(rows.getObject(1, UUID.class));
        }
      }
      return changed;
    }
  }

  /**
   * Fills a page with these documents.
   *
   * @return whether all had room in it
   */
  boolean fill(Page page, List<UUID> documents, Pace pace) throws SQLException, IOException {
    try (var query = connection.prepareStatement(Selection.THESE)) {
      query.setArray(1, connection.createArrayOf("uuid", documents.toArray()));
      query.setFetchSize(ROWS_PER_FETCH);
      return fill(page, query, pace);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.rollback();
    connection.setAutoCommit(true);
  }

  /** Returns whether all rows had room. */
  private static boolean fill(Page page, PreparedStatement query, Pace pace)
      throws SQLException, IOException {
    try (var rows = query.executeQuery()) {
      while (rows.next()) {
        page.add(document(rows));
        if (page.size() >= pace.pageBytes()) {
          return false;
        }
      }
    }
    return true;
  }

  private static StoredDocument document(ResultSet row) throws SQLException {
    return new StoredDocument(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getString(3),
        row.getInt(4),
        row.getString(5),
        row.getString(6),
        row.getLong(7));
  }
}
