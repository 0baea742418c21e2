package dev.slipway.driver.postgres;

import dev.slipway.driver.postgres.ControlData.State;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import java.nio.file.Files;
import java.time.Duration;

/**
 * Ends the right to promote a server, and makes sure that no promotion is on its way. First the
 * grant goes, so that no later statement promotes; then the sessions that may be within such a
 * statement are ended; then the server is asked whether it was triggered before.
 */
final class Revocation {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

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
      Settling settling = new Settling(server.name(), session);
      settling.endSessions(Duration.ofNanos(end - System.nanoTime()));
      settling.requireNone();
    }
  }

  /** Asked by one whose own grant has ended; leaves the grants and sessions of others alone. */
  void requireNoneOnItsWay() {
    try (Session session = Sessions.of(server).open(TIMEOUT)) {
      new Settling(server.name(), session).requireNone();
    }
  }

  /** One that is started again ignores an old request, and reads the signal. */
  private void requireStoppedInRecovery() {
    State state = control.controlFile().read().state();
    boolean recovery = state == State.IN_ARCHIVE_RECOVERY || state == State.SHUT_DOWN_IN_RECOVERY;
    if (!recovery || !Files.exists(server.data(Fence.SIGNAL))) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE,
          "the database of %s does not run, and was %s when it last did"
              .formatted(server.name(), state),
          "read " + server.folders().log());
    }
  }
}
