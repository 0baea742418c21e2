package dev.slipway.driver.postgres;

import dev.slipway.exec.Await;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;

/**
 * How a standby looks for log that its upstream does not stream. Before a promotion it looks once
 * more, while clients wait, and two settings make that short from the last moment before, when the
 * standby streams and is caught up, until the promotion or its end without one.
 *
 * <p>The archive would be asked several times for what is not there, the last segment again and the
 * histories of later timelines (PostgreSQL manual, 26.3.5), each time by a process and a TLS
 * connection: 700 ms were measured. It is left out.
 *
 * <p>And a standby that saw its upstream end before it was told to promote sleeps out the rest of
 * {@code wal_retrieve_retry_interval} first ({@code WaitForWALToBecomeAvailable} in
 * xlogrecovery.c). Its least value is too little for a standby whose upstream is away for long.
 */
final class LogRetrieval {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String ARCHIVE = "restore_command";
  private static final String PAUSE = "wal_retrieve_retry_interval";
  private static final Map<String, String> BRIEF = Map.of(ARCHIVE, "", PAUSE, "1ms");

  private final PostgresServer server;
  private final PostgresControl control;

  LogRetrieval(PostgresServer server, PostgresControl control) {
    this.server = server;
    this.control = control;
  }

  void shorten() {
    Configuration.PROMOTION.write(server, BRIEF);
    control.reload();
    try (Session session = Sessions.of(server).open(TIMEOUT)) {
      Await.of(server.name() + " leaving the archive out", TIMEOUT)
          .every(Duration.ofMillis(5))
          .untilTrue(() -> BRIEF.keySet().stream().allMatch(name -> applied(session, name)));
    }
  }

  /**
   * Harmless when it is as usual already, or the server is down: it reads its files when it starts.
   */
  void restore() {
    if (Files.exists(Configuration.PROMOTION.in(server))) {
      Configuration.PROMOTION.remove(server);
      if (control.running().isPresent()) {
        control.reload();
      }
    }
  }

  private static boolean applied(Session session, String name) {
    return session
        .first("SELECT current_setting(?)", row -> row.getString(1).equals(BRIEF.get(name)), name)
        .orElse(false);
  }
}
