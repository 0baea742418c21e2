package dev.slipway.driver.postgres;

import dev.slipway.driver.postgres.PromotionLine.Standing;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.FinalPosition;
import dev.slipway.service.Lsn;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Proves that a standby has everything, and promotes it, over one connection opened beforehand. The
 * statement that promotes finds its {@link Grant} by itself, or does nothing.
 */
final class Promotion implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration GLANCE = Duration.ofNanos(300_000);
  private static final Duration RECONNECT = Duration.ofMillis(20);
  private static final int WARM = 100;

  private final PostgresServer server;
  private final Revocation revocation;
  private Optional<PromotionLine> line = Optional.empty();
  private Grant grant = Grant.random();

  /** Seen while streaming: the receiver forgets its timeline when the upstream goes. */
  private int timelineSeen;

  Promotion(PostgresServer server, Revocation revocation) {
    this.server = server;
    this.revocation = revocation;
  }

  /**
   * Asks every question that the held time will ask, until it is quick; the promotion too, which is
   * refused as long as its grant is not written.
   */
  void prepare(Duration lifetime) {
    close();
    grant = Grant.random();
    practise();
    PromotionLine open = line();
    for (int i = 0; i < WARM; i++) {
      open.replay().ask();
      open.standing().ask();
      open.recovering().ask();
      open.promotion().ask();
    }
    timelineSeen = open.standing().ask().timeline();
    grant.write(server, open.session(), lifetime);
  }

  /** What the held time does, without its effect: Java is slow at what it does the first time. */
  private void practise() {
    Standing now = line().standing().ask();
    FinalPosition nothing = new FinalPosition(now.system(), now.timeline(), new Lsn(0));
    awaitReplay(nothing, TIMEOUT);
    try {
      promote(TIMEOUT);
    } catch (SlipwayException e) {
      if (e.code() != ErrorCode.GRANT_EXPIRED) {
        throw e;
      }
    }
  }

  /** One question tells all when the standby has everything already, as it mostly does. */
  Lsn proveReplayed(FinalPosition position, Duration budget) {
    Standing standing = reconnecting(() -> line().standing().ask());
    requireLineage(standing, position);
    requireReplaying(standing);
    Optional<Lsn> there = past(position.checkpoint(), standing.replayed());
    return there.orElseGet(() -> awaitReplay(position, budget));
  }

  private Lsn awaitReplay(FinalPosition position, Duration budget) {
    try {
      return Await.of("replay of %s on %s".formatted(position.checkpoint(), server.name()), budget)
          .every(GLANCE)
          .until(() -> past(position.checkpoint(), reconnecting(() -> line().replay().ask())));
    } catch (SlipwayException e) {
      if (e.code() != ErrorCode.DEADLINE_EXCEEDED) {
        throw e;
      }
      throw new SlipwayException(ErrorCode.NOT_CAUGHT_UP, e.getMessage(), behind(), e);
    }
  }

  /**
   * Asks again after a lost connection, which does not tell whether the request arrived: a second
   * request to a server that is being promoted changes nothing. The connection stays: its end would
   * take the server's time while clients wait, see {@link #close}.
   */
  void promote(Duration budget) {
    boolean[] asked = {false};
    boolean promoted =
        Await.of("the promotion of " + server.name(), budget)
            .every(GLANCE)
            .until(() -> promoted(asked));
    if (!promoted) {
      throw new SlipwayException(
          ErrorCode.GRANT_EXPIRED,
          "the right to promote %s has ended: it was not promoted".formatted(server.name()),
          "the old database goes on; begin the switchover again");
    }
  }

  @Override
  public void close() {
    line.ifPresent(PromotionLine::close);
    line = Optional.empty();
  }

  /** True when it is, false when it never will be by this grant, empty while that is open. */
  private Optional<Boolean> promoted(boolean[] asked) {
    try {
      PromotionLine open = line();
      if (!open.recovering().ask()) {
        return Optional.of(true);
      }
      if (asked[0]) {
        return Optional.empty();
      }
      asked[0] = open.promotion().ask();
      return asked[0] ? Optional.empty() : refused();
    } catch (SlipwayException e) {
      close();
      asked[0] = false;
      LockSupport.parkNanos(RECONNECT.toNanos());
      throw e;
    }
  }

  /** An earlier request whose answer was lost may have been granted: only the server knows. */
  private Optional<Boolean> refused() {
    close();
    revocation.requireNoneOnItsWay();
    return Optional.of(false);
  }

  private static Optional<Lsn> past(Lsn checkpoint, Optional<Lsn> replayed) {
    return replayed.filter(position -> position.compareTo(checkpoint) > 0);
  }

  private void requireLineage(Standing lineage, FinalPosition position) {
    int timeline = Math.max(lineage.timeline(), timelineSeen);
    if (!lineage.system().equals(position.systemIdentifier()) || timeline != position.timeline()) {
      throw new SlipwayException(
          ErrorCode.LINEAGE_DIFFERS,
          "%s is system %s on timeline %d, the fenced database was %s on timeline %d"
              .formatted(
                  server.name(),
                  lineage.system(),
                  timeline,
                  position.systemIdentifier(),
                  position.timeline()),
          "the candidate must be restored from the current site's own backup");
    }
  }

  /** Nothing would come, and clients wait. */
  private void requireReplaying(Standing standing) {
    if (standing.paused()) {
      throw new SlipwayException(
          ErrorCode.NOT_CAUGHT_UP,
          "replay is paused on " + server.name(),
          "somebody asked for it: SELECT pg_wal_replay_resume()");
    }
  }

  private <T> T reconnecting(Supplier<T> question) {
    try {
      return question.get();
    } catch (SlipwayException e) {
      close();
      throw e;
    }
  }

  private String behind() {
    return "is its receiver streaming, and is replay paused or held up by a query? read "
        + server.folders().log();
  }

  private PromotionLine line() {
    if (line.isEmpty()) {
      line = Optional.of(PromotionLine.open(server, grant, TIMEOUT));
    }
    return line.get();
  }
}
