package dev.slipway.driver.postgres;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import java.time.Duration;

/**
 * Whether a promotion of a server that runs is on its way, asked of the server itself. The sessions
 * that may be within the statement that promotes are ended first.
 *
 * @param server its name, for messages
 */
record Settling(String server, Session session) {
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

  /** The file by which a promotion is requested, in the data directory. */
  private static final String REQUESTED = "SELECT (pg_stat_file('promote', true)).size IS NOT NULL";

  /**
   * An error (55000) once promotion was triggered or recovery has ended, and otherwise without
   * effect, whether replay was paused by somebody or not (PostgreSQL manual, 9.27.4).
   */
  private static final String UNTRIGGERED =
      """
      SELECT CASE WHEN pg_is_wal_replay_paused() THEN pg_wal_replay_pause()::text
          ELSE pg_wal_replay_resume()::text END
      """;

  /** Ends whatever session may promote it. */
  void endSessions(Duration budget) {
    Await.of("the end of sessions that may promote " + server, budget).untilTrue(this::ended);
  }

  private boolean ended() {
    return session
        .first(END_SESSIONS, row -> row.getBoolean(1) || row.wasNull(), Sessions.PROMOTING)
        .orElse(true);
  }

  /**
   * Returns when none is on its way.
   *
   * @throws SlipwayException {@code DATABASE_STATE} when one is, or was
   */
  void requireNone() {
    requireUntriggered();
    long settled = System.nanoTime() + SETTLE.toNanos();
    Await.of("the server " + server + " settling", SETTLE.multipliedBy(2))
        .every(Duration.ofMillis(10))
        .untilTrue(() -> System.nanoTime() - settled >= 0);
    requireUntriggered();
  }

  private void requireUntriggered() {
    if (session.first(REQUESTED, row -> row.getBoolean(1)).orElse(true)) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE,
          "the database of %s is about to be promoted".formatted(server),
          "read its log");
    }
    session.first(UNTRIGGERED, row -> true);
  }
}
