package dev.slipway.driver.postgres;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.Lsn;
import java.time.Duration;
import java.util.Map;

/** A primary's log on its way into the archive. */
final class Archiving {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /**
   * Of the newest segment that was archived; what follows the name of one is of another kind of
   * file. On one timeline segments are ordered as their names are.
   */
  private static final String ARCHIVED =
      """
      SELECT left(last_archived_wal, 24) >= pg_walfile_name(?::pg_lsn) COLLATE "C"
      FROM pg_stat_archiver
      """;

  private final PostgresServer server;
  private final PostgresControl control;

  Archiving(PostgresServer server, PostgresControl control) {
    this.server = server;
    this.control = control;
  }

  void on(String command) {
    Configuration.MASTER.write(server, Map.of("archive_command", command));
    control.reload();
    try (Session session = Sessions.of(server).open(TIMEOUT)) {
      requireMode(session);
      Await.of("%s reading %s".formatted(server.name(), Configuration.MASTER.in(server)), TIMEOUT)
          .every(Duration.ofMillis(10))
          .untilTrue(() -> setting(session, "archive_command").equals(command));
    }
  }

  /** A segment is archived when it is full, or left for the next one. */
  void complete(Lsn position, Duration budget) {
    try (Session session = Sessions.of(server).open(TIMEOUT)) {
      session.first("SELECT pg_switch_wal()", row -> true);
      Await.of("the log of %s up to %s in the archive".formatted(server.name(), position), budget)
          .every(Duration.ofMillis(50))
          .untilTrue(() -> archived(session, position));
    }
  }

  private static boolean archived(Session session, Lsn position) {
    return session.first(ARCHIVED, row -> row.getBoolean(1), position.toString()).orElse(false);
  }

  private void requireMode(Session session) {
    if (setting(session, "archive_mode").equals("off")) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE,
          "the database of " + server.name() + " was started with archive_mode = off",
          "start it with archive_mode = on and an empty archive_command");
    }
  }

  private static String setting(Session session, String name) {
    return session.first("SELECT current_setting(?)", row -> row.getString(1), name).orElse("");
  }
}
