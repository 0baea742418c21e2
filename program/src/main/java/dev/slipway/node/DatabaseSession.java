package dev.slipway.node;

import dev.slipway.config.Secret;
import dev.slipway.driver.postgres.PostgresServer;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGConnection;

/** The superuser's connection, for the few things that a bootstrap asks and does. */
final class DatabaseSession implements AutoCloseable {
  private final PostgresServer server;
  private final Connection connection;

  DatabaseSession(PostgresServer server) {
    this.server = server;
    this.connection = connect(server);
  }

  boolean inRecovery() {
    return yes("select pg_is_in_recovery()");
  }

  /** True while the log receiver has a connection to its upstream. */
  boolean streams() {
    return yes("select exists (select from pg_stat_wal_receiver where status = 'streaming')");
  }

  /** True when recovery stands still, as it does at the place that it was to end at. */
  boolean paused() {
    return yes("select pg_get_wal_replay_pause_state() = 'paused'");
  }

  void promote() {
    if (!yes("select pg_promote(true, 60)")) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE,
          server.name() + " was not promoted within 60 s",
          "read " + server.folders().log());
    }
  }

  /** Has a role that can log in with this password; an existing one with a password is kept. */
  void ensureRole(String name, String attributes, Secret password) {
    if (yes("select not exists (select from pg_roles where rolname = ?)", name)) {
      execute("create role \"%s\" login %s".formatted(name, attributes));
    }
    if (yes("select rolpassword is null from pg_authid where rolname = ?", name)) {
      setPassword(name, password);
    }
  }

  void ensureDatabase(String name, String owner) {
    if (yes("select not exists (select from pg_database where datname = ?)", name)) {
      execute("create database \"%s\" owner \"%s\"".formatted(name, owner));
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** The driver hashes it, so that no statement and no server log ever holds the password. */
  private void setPassword(String name, Secret password) {
    try {
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(name, password.open().toCharArray(), "scram-sha-256");
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private boolean yes(String question, String... values) {
    try (var statement = connection.prepareStatement(question)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      try (ResultSet answer = statement.executeQuery()) {
        return answer.next() && answer.getBoolean(1);
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void execute(String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static Connection connect(PostgresServer server) {
    var properties = new Properties();
    properties.setProperty("user", server.superuser().user());
    properties.setProperty("password", server.superuser().password().open());
    properties.setProperty("ApplicationName", "slipway node up");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "90");
    try {
      return DriverManager.getConnection(
          "jdbc:postgresql://" + server.endpoint() + "/postgres", properties);
    } catch (SQLException e) {
      throw new SlipwayException(
          ErrorCode.DATABASE_REFUSED,
          "%s refused user %s: %s"
              .formatted(server.name(), server.superuser().user(), e.getMessage()),
          "is it the password that the database was created with?",
          e);
    }
  }

  private SlipwayException failure(SQLException e) {
    return new SlipwayException(
        ErrorCode.DATABASE_STATE,
        "%s: %s".formatted(server.name(), e.getMessage()),
        "read " + server.folders().log(),
        e);
  }
}
