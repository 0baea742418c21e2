package dev.slipway.driver.postgres;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One connection to a server. Every statement has a timeout, kept by the server and by the socket.
 */
final class Session implements AutoCloseable {
  private final String server;
  private final Connection connection;

  Session(String server, Connection connection) {
    this.server = server;
    this.connection = connection;
  }

  /** All rows of a query. */
  <T> List<T> rows(String sql, Reading<T> reading, Object... parameters) {
    try (PreparedStatement statement = prepare(sql, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(reading.of(rows));
      }
      return found;
    } catch (SQLException e) {
      throw failure(server, e);
    }
  }

  /** The first row of a query. */
  <T> Optional<T> first(String sql, Reading<T> reading, Object... parameters) {
    return rows(sql, reading, parameters).stream().findFirst();
  }

  void execute(String sql) {
    try (PreparedStatement statement = prepare(sql)) {
      statement.execute();
    } catch (SQLException e) {
      throw failure(server, e);
    }
  }

  /**
   * A query kept prepared: on the server too, so that asking it costs one round trip and no plan.
   */
  <T> Question<T> question(String sql, Reading<T> reading) {
    try {
      return new Question<>(server, connection.prepareStatement(sql), reading);
    } catch (SQLException e) {
      throw failure(server, e);
    }
  }

  /** How long the next statements may take on the server. */
  void allow(Duration timeout) {
    execute("SET statement_timeout = " + timeout.toMillis());
    try {
      connection.setNetworkTimeout(Runnable::run, Math.toIntExact(timeout.toMillis()) + 1000);
    } catch (SQLException e) {
      throw failure(server, e);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is given up either way, and the server ends its side when the socket closes.
    }
  }

  private PreparedStatement prepare(String sql, Object... parameters) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  /** By SQLSTATE (PostgreSQL manual, appendix A), never by the message's text. */
  static SlipwayException failure(String server, SQLException e) {
    String state = e.getSQLState() == null ? "" : e.getSQLState();
    ErrorCode code =
        switch (state.length() < 2 ? "" : state.substring(0, 2)) {
          case "08", "53" -> ErrorCode.DATABASE_UNREACHABLE;
          case "28" -> ErrorCode.DATABASE_REFUSED;
          case "57" ->
              state.equals("57014") ? ErrorCode.DEADLINE_EXCEEDED : ErrorCode.DATABASE_UNREACHABLE;
          default -> ErrorCode.DATABASE_STATE;
        };
    return new SlipwayException(
        code,
        "PostgreSQL of %s: %s".formatted(server, e.getMessage()),
        switch (code) {
          case DATABASE_UNREACHABLE -> "is it running? its log says more";
          case DATABASE_REFUSED -> "check the password in the estate file and pg_hba.conf";
          default -> "";
        },
        e);
  }

  /** Reads one row. */
  interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  /** A prepared query of one row. */
  static final class Question<T> {
    private final String server;
    private final PreparedStatement statement;
    private final Reading<T> reading;

    private Question(String server, PreparedStatement statement, Reading<T> reading) {
      this.server = server;
      this.statement = statement;
      this.reading = reading;
    }

    T ask() {
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return reading.of(row);
      } catch (SQLException e) {
        throw failure(server, e);
      }
    }
  }
}
