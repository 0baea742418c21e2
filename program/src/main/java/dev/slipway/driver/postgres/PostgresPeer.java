package dev.slipway.driver.postgres;

import dev.slipway.driver.postgres.PostgresServer.Login;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.Endpoint;
import dev.slipway.service.PeerDatabase;
import java.time.Duration;
import java.util.Optional;

/** A PostgreSQL server on another machine, by SQL of its superuser and nothing else. */
public final class PostgresPeer implements PeerDatabase {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final Sessions sessions;

  /**
   * @param name of its site, for messages
   */
  public PostgresPeer(String name, Endpoint endpoint, Login superuser) {
    this.sessions = new Sessions(name, endpoint, superuser);
  }

  @Override
  public Endpoint endpoint() {
    return sessions.endpoint();
  }

  /**
   * One that does not answer may be stopped, or out of reach: that is not to be told apart here.
   */
  @Override
  public DatabaseStatus status() {
    try (Session session = sessions.open(TIMEOUT)) {
      return Observation.status(session);
    } catch (SlipwayException e) {
      return new DatabaseStatus(DatabaseRole.UNREACHABLE, "", 0, Optional.empty(), false, false);
    }
  }

  @Override
  public void revokePromotion(Duration budget) {
    long end = System.nanoTime() + budget.toNanos();
    try (Session session = sessions.open(TIMEOUT)) {
      session.execute(Grant.removal());
      Settling settling = new Settling(sessions.server(), session);
      settling.endSessions(Duration.ofNanos(end - System.nanoTime()));
      settling.requireNone();
    }
  }
}
