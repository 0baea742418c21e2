package dev.slipway.driver.postgres;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Lsn;
import java.time.Duration;

/** Has a fenced server come up as a standby of another one. */
final class Following {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** Streaming, from there, on that timeline, and everything replayed that was there when asked. */
  private static final String FOLLOWS =
      """
      SELECT EXISTS (SELECT FROM pg_stat_wal_receiver
          WHERE status = 'streaming' AND sender_host = ? AND sender_port = ? AND received_tli = ?)
        AND pg_last_wal_replay_lsn() >= ?::pg_lsn
      """;

  private final PostgresSettings settings;
  private final PostgresServer server;
  private final PostgresControl control;
  private final Observation observation;

  Following(PostgresSettings settings, PostgresControl control, Observation observation) {
    this.settings = settings;
    this.server = settings.server();
    this.control = control;
    this.observation = observation;
  }

  void follow(Endpoint upstream, Duration budget) {
    long end = System.nanoTime() + budget.toNanos();
    control.awaitStopped(budget);
    DatabaseStatus leader = leader(upstream);
    requireFenced(leader);
    Upstream.write(settings, upstream);
    AtomicFile.write(server.data(Fence.SIGNAL), new byte[0], server.osUser());
    control.start(Duration.ofNanos(end - System.nanoTime()));
    try (Session session = Sessions.of(server).open(TIMEOUT)) {
      Upstream.require(settings, session);
      control.reload();
      Await.of(what(upstream), Duration.ofNanos(end - System.nanoTime()))
          .every(Duration.ofMillis(5))
          .untilTrue(() -> follows(session, upstream, leader));
    }
  }

  private boolean follows(Session session, Endpoint upstream, DatabaseStatus leader) {
    String position = leader.position().map(Lsn::toString).orElse("0/0");
    return session
        .first(
            FOLLOWS,
            row -> row.getBoolean(1),
            upstream.host(),
            upstream.port(),
            leader.timeline(),
            position)
        .orElse(false);
  }

  /** A standby is a copy, its users included: the same login opens the upstream. */
  private DatabaseStatus leader(Endpoint upstream) {
    Sessions sessions = new Sessions(upstream.toString(), upstream, server.superuser());
    try (Session session = sessions.open(TIMEOUT)) {
      return Observation.status(session);
    }
  }

  private void requireFenced(DatabaseStatus leader) {
    DatabaseStatus own = observation.status();
    if (own.role() == DatabaseRole.PRIMARY) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE,
          server.name() + " accepts writes and was not fenced: it cannot follow",
          "fence it first; a server that is stopped after the promotion diverges");
    }
    if (!own.systemIdentifier().equals(leader.systemIdentifier())) {
      throw new SlipwayException(
          ErrorCode.LINEAGE_DIFFERS,
          "%s is system %s, its upstream is system %s"
              .formatted(server.name(), own.systemIdentifier(), leader.systemIdentifier()),
          "a standby must be restored from its upstream's own backup");
    }
  }

  private String what(Endpoint upstream) {
    return "%s streaming from %s".formatted(server.name(), upstream);
  }
}
