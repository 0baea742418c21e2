package dev.slipway.driver.postgres;

import dev.slipway.driver.postgres.ControlData.State;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Ends the right to promote a server, and makes sure that no promotion is on its way. First the
 * grant goes, so that no later statement promotes; then the sessions that may be within such a
 * statement are ended; then the server is asked whether it was triggered before.
 */
final class Revocation {
  private static final String REQUEST = "promote";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /**
   * Between the request's file, which the server removes, and its own mark that promotion was
   * triggered there are a few instructions in which neither is seen: it is looked at twice.
   */
  private static final Duration SETTLE = Duration.ofMillis(200);

  private static final String END_SESSIONS =
      """
      SELECT bool_and(pg_terminate_backend(pid, 2000)) FROM pg_stat_activity
      WHERE application_name = ? AND pid <> pg_backend_pid()
      """;

  /**
   * An error (55000) once promotion was triggered or recovery has ended, and otherwise without
   * effect, whether replay was paused by somebody or not (PostgreSQL manual, 9.27.4).
   */
  private static final String UNTRIGGERED =
      """
      SELECT CASE WHEN pg_is_wal_replay_paused() THEN pg_wal_replay_pause()::text
          ELSE pg_wal_replay_resume()::text END
      """;

  private final PostgresServer server;
  private final PostgresControl control;

  Revocation(PostgresServer server, PostgresControl control) {
    this.server = server;
    this.control = control;
  }

  void revoke(Duration budget) {
    long end = System.nanoTime() + budget.toNanos();
    AtomicFile.remove(Grant.file(server));
    if (control.running().isEmpty()) {
      requireStoppedInRecovery();
      return;
    }
    try (Session session = Sessions.of(server).open(TIMEOUT)) {
      Await.of("the end of sessions that may promote " + server.name(), left(end))
          .untilTrue(() -> ended(session));
      settle(session);
    }
  }

  /** Asked by one whose own grant has ended; leaves the grants and sessions of others alone. */
  void requireNoneOnItsWay() {
    try (Session session = Sessions.of(server).open(TIMEOUT)) {
      settle(session);
    }
  }

  private void settle(Session session) {
    requireUntriggered(session);
    long settled = System.nanoTime() + SETTLE.toNanos();
    Await.of("the server " + server.name() + " settling", SETTLE.multipliedBy(2))
        .every(Duration.ofMillis(10))
        .untilTrue(() -> System.nanoTime() - settled >= 0);
    requireUntriggered(session);
  }

  private static boolean ended(Session session) {
    return session
        .first(END_SESSIONS, row -> row.getBoolean(1) || row.wasNull(), Sessions.PROMOTING)
        .orElse(true);
  }

  private void requireUntriggered(Session session) {
    if (Files.exists(server.data(REQUEST))) {
      throw state("is about to be promoted");
    }
    session.first(UNTRIGGERED, row -> true);
  }

  /** One that is started again ignores an old request, and reads the signal. */
  private void requireStoppedInRecovery() {
    State state = control.controlFile().read().state();
    boolean recovery = state == State.IN_ARCHIVE_RECOVERY || state == State.SHUT_DOWN_IN_RECOVERY;
    if (!recovery || !Files.exists(server.data(Fence.SIGNAL))) {
      throw state("does not run, and was " + state + " when it last did");
    }
  }

  private static Duration left(long end) {
    return Duration.ofNanos(end - System.nanoTime());
  }

  private SlipwayException state(String what) {
    return new SlipwayException(
        ErrorCode.DATABASE_STATE,
        "the database of %s %s".formatted(server.name(), what),
        "read " + server.folders().log());
  }
}
