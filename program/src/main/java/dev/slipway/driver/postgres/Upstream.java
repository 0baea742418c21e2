package dev.slipway.driver.postgres;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Whom a server follows when it comes up in recovery. Without effect on a primary. */
final class Upstream {
  private static final String SOURCE =
      """
      SELECT sourcefile FROM pg_file_settings
      WHERE name = 'primary_conninfo' ORDER BY seqno DESC LIMIT 1
      """;

  private Upstream() {}

  /** Writes it into a file of its own, durably. */
  static void write(PostgresSettings settings, Endpoint upstream) {
    Configuration.STANDBY.write(
        settings.server(),
        Map.of(
            "primary_conninfo", conninfo(settings, upstream),
            "recovery_target_timeline", "latest",
            // A promotion just after the receiver died may sleep for this long; five seconds by
            // default.
            "wal_retrieve_retry_interval", "20ms"));
  }

  /** The keywords of libpq, each value quoted (PostgreSQL manual, 34.1.1.1). */
  static String conninfo(PostgresSettings settings, Endpoint upstream) {
    return "host=%s port=%d user=%s passfile=%s application_name=%s"
        .formatted(
            quoted(upstream.host()),
            upstream.port(),
            quoted(settings.replication().user()),
            quoted(settings.replication().passfile().toString()),
            quoted(settings.server().name()));
  }

  /**
   * Makes sure that the server would read it from there. What a tool wrote into {@code
   * postgresql.auto.conf} would win, as {@code pg_basebackup -R} and a restore do; it is taken out.
   */
  static void require(PostgresSettings settings, Session session) {
    if (!ours(settings, session)) {
      session.execute("ALTER SYSTEM RESET primary_conninfo");
    }
    if (!ours(settings, session)) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE,
          "the configuration of %s does not read %s last"
              .formatted(settings.server().name(), Configuration.STANDBY.in(settings.server())),
          "end its postgresql.conf with the include lines of Slipway");
    }
  }

  private static boolean ours(PostgresSettings settings, Session session) {
    Optional<String> source = session.first(SOURCE, row -> row.getString(1));
    Path file = Configuration.STANDBY.in(settings.server());
    try {
      return source.isPresent() && Files.isSameFile(Path.of(source.get()), file);
    } catch (IOException e) {
      return false;
    }
  }

  private static String quoted(String value) {
    return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
