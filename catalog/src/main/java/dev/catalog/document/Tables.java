package dev.catalog.document;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;

/** The catalog's tables in PostgreSQL. */
public final class Tables {

  /** The channel on which listeners are told, soon after commits, that there are writes. */
  public static final String WRITES = "catalog_writes";

  private static final List<String> DEFINITIONS =
      List.of(
          """
          create table if not exists transactions (
            tid uuid primary key,
            xid xid8 not null default pg_current_xact_id(),
            at timestamptz not null default now(),
            request_id text,
            verb text not null,
            uuid uuid not null)""",
          """
          create table if not exists documents (
            uuid uuid primary key,
            type text not null,
            accession text constraint documents_accession unique,
            schema_version int not null,
            properties jsonb not null,
            tid uuid not null,
            xid xid8 not null)""",
          "create index if not exists documents_xid on documents (xid)",
          "create index if not exists documents_type on documents (type, uuid)",
          "create index if not exists documents_version on documents (type, schema_version)",
          """
          create table if not exists links (
            source uuid not null,
            path text not null,
            target uuid not null,
            primary key (source, path, target))""",
          "create index if not exists links_target on links (target)",
          """
          create table if not exists keys (
            namespace text not null,
            value text not null,
            uuid uuid not null,
            constraint keys_unique primary key (namespace, value))""",
          "create index if not exists keys_uuid on keys (uuid)");

  /** An application-wide number: two processes that start at once create the tables in turn. */
  private static final long LOCK = 0x6361_7461_6c6f_6721L;

  private Tables() {}

  /** What a database can do for the catalog at this moment. */
  public enum Condition {
    /** Writable, and the tables exist. */
    READY,
    /** A hot standby: readable, and the tables exist. */
    RECOVERY,
    /** Reachable, but the tables do not exist yet. */
    EMPTY
  }

  /** Asks the database, without writing. */
  public static Condition condition(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select pg_is_in_recovery(), to_regclass('keys_uuid') is not null")) {
      rows.next();
      if (!rows.getBoolean(2)) {
        return Condition.EMPTY;
      }
      return rows.getBoolean(1) ? Condition.RECOVERY : Condition.READY;
    }
  }

  /** Creates what is missing, in one transaction; writes nothing on a standby. */
  public static void create(DataSource source) throws SQLException {
    try (var connection = source.getConnection()) {
      if (condition(connection) != Condition.EMPTY || inRecovery(connection)) {
        return;
      }
      connection.setAutoCommit(false);
      try (var statement = connection.createStatement()) {
        statement.execute("select pg_advisory_xact_lock(" + LOCK + ")");
        for (var definition : DEFINITIONS) {
          statement.execute(definition);
        }
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }

  /** Whether the database is a standby. */
  public static boolean inRecovery(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("select pg_is_in_recovery()")) {
      rows.next();
      return rows.getBoolean(1);
    }
  }
}
