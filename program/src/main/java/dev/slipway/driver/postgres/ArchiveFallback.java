package dev.slipway.driver.postgres;

import dev.slipway.exec.Await;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/**
 * Whether a standby asks the archive for log that its upstream does not stream. A promotion asks it
 * several times for what is not there, the last segment again and the histories of later timelines
 * (PostgreSQL manual, 26.3.5), and each asking is a process and a TLS connection while clients
 * wait: 700 ms were measured. So the archive is left out from the last moment before a promotion,
 * when the standby streams and is caught up, until the promotion or its end without one.
 */
final class ArchiveFallback {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String SETTING = "restore_command";

  private final PostgresServer server;
  private final PostgresControl control;

  ArchiveFallback(PostgresServer server, PostgresControl control) {
    this.server = server;
    this.control = control;
  }

  void off() {
    Configuration.PROMOTION.write(server, Map.of(SETTING, ""));
    control.reload();
    try (Session session = Sessions.of(server).open(TIMEOUT)) {
      Await.of(server.name() + " leaving the archive out", TIMEOUT)
          .every(Duration.ofMillis(5))
          .untilTrue(() -> asksNobody(session));
    }
  }

  /** Harmless when it is on already, or the server is down: it reads its files when it starts. */
  void on() {
    if (Files.exists(Configuration.PROMOTION.in(server))) {
      Configuration.PROMOTION.remove(server);
      if (control.running().isPresent()) {
        control.reload();
      }
    }
  }

  private static boolean asksNobody(Session session) {
    return session
        .first("SELECT current_setting(?)", row -> row.getString(1).isEmpty(), SETTING)
        .orElse(false);
  }
}
