package dev.slipway.workflow.dbos;

import dev.slipway.exec.ProcessIdentity;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The one row that says who leads, and the lock beside it, on the leader's own connection. */
record LeaderTable(Connection connection) {
  /** Any number that nothing else in the users' database locks: "slipway" in ASCII. */
  private static final long LOCK = 0x736c6970776179L;

  private static final int CONFIRM_SECONDS = 5;

  /** A question to the database, as a condition to await. */
  @FunctionalInterface
  interface Question {
    boolean ask() throws SQLException;
  }

  static boolean attempt(Question question) {
    try {
      return question.ask();
    } catch (SQLException e) {
      throw EmbeddedServer.failed(e);
    }
  }

  static ProcessIdentity self() {
    return ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
  }

  /** Takes the lock if it is free; the server lets it go with the connection. */
  boolean lock() throws SQLException {
    return transaction()
        .first("select pg_try_advisory_lock(?)", row -> row.getBoolean(1), LOCK)
        .orElseThrow();
  }

  /** Lets the lock go at once; the end of a connection is noticed by the server a moment later. */
  void unlock() throws SQLException {
    transaction().first("select pg_advisory_unlock(?)", row -> row.getBoolean(1), LOCK);
  }

  /** Who led last; empty before the first. */
  Optional<ProcessIdentity> leader() throws SQLException {
    if (!Tables.present(transaction())) {
      return Optional.empty();
    }
    return transaction()
        .first(
            "select pid, started, boot from slipway.leader",
            row -> new ProcessIdentity(row.getLong(1), row.getLong(2), row.getString(3)));
  }

  /** Ends the connection of a leader whose heartbeat is older than the lease. */
  boolean endSleeper(Duration lease) throws SQLException {
    return Tables.present(transaction())
        && transaction()
            .first(
                """
                select pg_terminate_backend(leader.backend)
                from slipway.leader
                join pg_locks on pg_locks.pid = leader.backend
                where locktype = 'advisory' and granted
                  and heartbeat < clock_timestamp() - ? * interval '1 millisecond'
                """,
                row -> row.getBoolean(1),
                lease.toMillis())
            .orElse(false);
  }

  /** Makes the holder of this connection's lock the leader of the next epoch. */
  long succeed() throws SQLException {
    ProcessIdentity self = self();
    return transaction()
        .first(
            """
            insert into slipway.leader (epoch, backend, pid, started, boot, heartbeat)
            values (1, pg_backend_pid(), ?, ?, ?, clock_timestamp())
            on conflict (sole) do update set
              epoch = leader.epoch + 1, backend = excluded.backend, pid = excluded.pid,
              started = excluded.started, boot = excluded.boot, heartbeat = excluded.heartbeat
            returning epoch
            """,
            row -> row.getLong(1),
            self.pid(),
            self.started(),
            self.boot())
        .orElseThrow();
  }

  /** Writes a heartbeat; false when the epoch is another one by now. */
  boolean confirm(long epoch) throws SQLException {
    connection.setNetworkTimeout(Runnable::run, CONFIRM_SECONDS * 1000);
    return transaction()
            .update(
                """
                update slipway.leader set heartbeat = clock_timestamp(), backend = pg_backend_pid()
                where epoch = ?
                """,
                epoch)
        == 1;
  }

  /** Each statement stands alone: the connection commits by itself. */
  private Sql.Transaction transaction() {
    return new Sql.Transaction(connection);
  }
}
