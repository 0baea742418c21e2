package dev.slipway.driver.postgres;

import dev.slipway.error.SlipwayException;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.Lsn;
import java.nio.file.Files;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Looks at a server without changing it. */
final class Observation {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /**
   * In recovery the timeline being replayed is nowhere in one place: the control file knows the
   * last restart point's and the least that must be replayed, the receiver the one it receives.
   * Timelines only grow, so the greatest of them is the newest known.
   */
  static final String TIMELINE =
      """
      CASE WHEN pg_is_in_recovery() THEN greatest(
          (SELECT timeline_id FROM pg_control_checkpoint()),
          (SELECT min_recovery_end_timeline FROM pg_control_recovery()),
          (SELECT received_tli FROM pg_stat_wal_receiver))
      ELSE ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int END\
      """;

  private static final String STATUS =
      """
      SELECT pg_is_in_recovery() AS standby,
          (SELECT system_identifier FROM pg_control_system()) AS system_identifier,
          %s AS timeline,
          CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn()
              ELSE pg_current_wal_lsn() END::text AS position,
          pg_is_in_recovery() AND pg_is_wal_replay_paused() AS paused,
          (pg_stat_file('%s', true)).size IS NOT NULL AS fenced
      """
          .formatted(TIMELINE, Fence.SIGNAL);

  private final PostgresServer server;
  private final PostgresControl control;

  Observation(PostgresServer server, PostgresControl control) {
    this.server = server;
    this.control = control;
  }

  DatabaseStatus status() {
    if (control.running().isEmpty()) {
      return offline(DatabaseRole.STOPPED);
    }
    try (Session session = Sessions.of(server).open(TIMEOUT)) {
      return status(session);
    } catch (SlipwayException e) {
      return offline(DatabaseRole.UNREACHABLE);
    }
  }

  /** What a server that answers says. */
  static DatabaseStatus status(Session session) {
    return session.first(STATUS, Observation::read).orElseThrow();
  }

  /** Whatever starts this server next, it starts in recovery. */
  boolean fenced() {
    return Files.exists(server.data(Fence.SIGNAL));
  }

  private static DatabaseStatus read(ResultSet row) throws SQLException {
    boolean standby = row.getBoolean("standby");
    return new DatabaseStatus(
        standby ? DatabaseRole.STANDBY : DatabaseRole.PRIMARY,
        Long.toUnsignedString(row.getLong("system_identifier")),
        row.getInt("timeline"),
        Optional.ofNullable(row.getString("position")).map(Lsn::parse),
        row.getBoolean("paused"),
        row.getBoolean("fenced"));
  }

  /** From the control file; its position is the last word only when the stop was clean. */
  private DatabaseStatus offline(DatabaseRole role) {
    try {
      ControlData data = control.controlFile().read();
      boolean last = role == DatabaseRole.STOPPED && data.state().clean();
      return new DatabaseStatus(
          role,
          data.systemIdentifier(),
          data.timeline(),
          last ? Optional.of(data.checkpoint()) : Optional.empty(),
          false,
          fenced());
    } catch (SlipwayException e) {
      return new DatabaseStatus(role, "", 0, Optional.empty(), false, fenced());
    }
  }
}
