package dev.slipway.driver.postgres;

import dev.slipway.service.Lsn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The connection over which a standby is proved and promoted, and its prepared questions. */
record PromotionLine(
    Session session,
    Session.Question<Standing> standing,
    Session.Question<Optional<Lsn>> replay,
    Session.Question<Boolean> recovering,
    Session.Question<Boolean> promotion)
    implements AutoCloseable {
  private static final String STANDING =
      """
      SELECT (SELECT system_identifier FROM pg_control_system()) AS system, %s AS timeline,
          pg_is_in_recovery() AND pg_is_wal_replay_paused() AS paused,
          pg_last_wal_replay_lsn()::text AS replayed
      """
          .formatted(Observation.TIMELINE);

  /** What a standby is and how far it came. */
  record Standing(String system, int timeline, boolean paused, Optional<Lsn> replayed) {
    static Standing of(ResultSet row) throws SQLException {
      return new Standing(
          Long.toUnsignedString(row.getLong("system")),
          row.getInt("timeline"),
          row.getBoolean("paused"),
          replayed(row));
    }

    static Optional<Lsn> replayed(ResultSet row) throws SQLException {
      return Optional.ofNullable(row.getString("replayed")).map(Lsn::parse);
    }
  }

  /**
   * @param timeout of every question
   */
  static PromotionLine open(PostgresServer server, Grant grant, Duration timeout) {
    Session session = Sessions.of(server).open(Sessions.PROMOTING, timeout);
    return new PromotionLine(
        session,
        session.question(STANDING, Standing::of),
        session.question("SELECT pg_last_wal_replay_lsn()::text AS replayed", Standing::replayed),
        session.question("SELECT pg_is_in_recovery()", row -> row.getBoolean(1)),
        session.question(grant.promotion(), row -> row.getBoolean(1)));
  }

  @Override
  public void close() {
    session.close();
  }
}
