package dev.catalog.index;

import dev.catalog.Configuration;
import dev.catalog.document.DataSources;
import dev.catalog.document.Tables;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.postgresql.PGConnection;

/**
 * The one connection of an indexer. It is opened when needed and thrown away after any error, so
 * that a server that stops, changes its role or is replaced only costs a new connection.
 *
 * <p>Used by one thread, except {@link #close}.
 */
final class IndexerDatabase implements AutoCloseable {
  /**
   * Longer than a hold of the pooler (10 s), shorter than anybody's patience with a dead server.
   */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Configuration.Database database;
  private volatile Connection connection;
  private boolean listening;

  IndexerDatabase(Configuration.Database database) {
    this.database = database;
  }

  Observation observe() throws SQLException {
    return Reading.observe(connection());
  }

  /** A read transaction with one snapshot; end it soon, a standby may have to cancel it. */
  Reading read() throws SQLException {
    return Reading.begin(connection());
  }

  /**
   * Waits for a write to be notified. Only a primary that is reached without a pooler can notify.
   *
   * @return false when it cannot; the caller then waits by the clock
   */
  boolean awaitWrite(boolean recovery, Duration atMost) throws SQLException {
    if (recovery || database.directUrl().isEmpty()) {
      return false;
    }
    if (!listening) {
      listen();
      return true;
    }
    connection().unwrap(PGConnection.class).getNotifications((int) atMost.toMillis());
    return true;
  }

  /** Forgets the connection; the next use opens another. */
  void discard() {
    var old = connection;
    connection = null;
    listening = false;
    if (old != null) {
      try {
        old.abort(Runnable::run);
      } catch (SQLException broken) {
        // It is thrown away because it is broken.
      }
    }
  }

  @Override
  public void close() {
    discard();
  }

  /** What was written before this took effect is found by the look that follows every wait. */
  private void listen() throws SQLException {
    try (var statement = connection().createStatement()) {
      statement.execute("listen " + Tables.WRITES);
    }
    listening = true;
  }

  private Connection connection() throws SQLException {
    if (connection == null) {
      listening = false;
      connection = DataSources.direct(database, SILENCE);
    }
    return connection;
  }
}
