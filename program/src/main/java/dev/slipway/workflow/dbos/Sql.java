package dev.slipway.workflow.dbos;

import dev.slipway.error.SlipwayException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The ceremony of JDBC, once: every failure of the database is {@code JOURNAL_FAILED}. */
record Sql(DataSource connections) {

  /** Reads one row. */
  @FunctionalInterface
  interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Several statements that are one. */
  @FunctionalInterface
  interface Work<T> {
    T in(Transaction transaction) throws SQLException;
  }

  <T> List<T> list(String statement, Reader<T> reader, Object... values) {
    return alone(transaction -> transaction.list(statement, reader, values));
  }

  <T> Optional<T> first(String statement, Reader<T> reader, Object... values) {
    return list(statement, reader, values).stream().findFirst();
  }

  int update(String statement, Object... values) {
    return alone(transaction -> transaction.update(statement, values));
  }

  /**
   * @throws SlipwayException {@code JOURNAL_FAILED}, and what the work itself throws; nothing is
   *     written then
   */
  <T> T transaction(Work<T> work) {
    return alone(
        transaction -> {
          Connection connection = transaction.connection();
          connection.setAutoCommit(false);
          try {
            T result = work.in(transaction);
            connection.commit();
            return result;
          } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
          } finally {
            connection.setAutoCommit(true);
          }
        });
  }

  /** One statement, which is its own transaction: that saves a round trip. */
  private <T> T alone(Work<T> work) {
    try (Connection connection = connections.getConnection()) {
      return work.in(new Transaction(connection));
    } catch (SQLException e) {
      throw EmbeddedServer.failed(e);
    }
  }

  /** A connection to send statements on. */
  record Transaction(Connection connection) {

    <T> List<T> list(String statement, Reader<T> reader, Object... values) throws SQLException {
      try (PreparedStatement prepared = prepare(statement, values);
          ResultSet rows = prepared.executeQuery()) {
        List<T> result = new ArrayList<>();
        while (rows.next()) {
          result.add(reader.read(rows));
        }
        return result;
      }
    }

    <T> Optional<T> first(String statement, Reader<T> reader, Object... values)
        throws SQLException {
      return list(statement, reader, values).stream().findFirst();
    }

    int update(String statement, Object... values) throws SQLException {
      try (PreparedStatement prepared = prepare(statement, values)) {
        return prepared.executeUpdate();
      }
    }

    private PreparedStatement prepare(String statement, Object... values) throws SQLException {
      PreparedStatement prepared = connection.prepareStatement(statement);
      for (int i = 0; i < values.length; i++) {
        prepared.setObject(i + 1, values[i]);
      }
      return prepared;
    }
  }
}
