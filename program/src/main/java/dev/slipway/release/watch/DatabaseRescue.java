package dev.slipway.release.watch;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.Switchover.Side;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.Pooler;
import java.time.Duration;
import java.util.List;

/**
 * Beside the old database, which it alone gives back: looks at both sites and has clients of the
 * poolers served again, those of the old site first, for they are the most. Every attempt begins
 * with cancelling the prepared fence, so that what is seen then stays true: the controller can no
 * longer fence, and it can promote only by a grant that is revoked before anything is given back.
 */
public final class DatabaseRescue implements Rescue {
  private static final Duration REVOKE = Duration.ofSeconds(5);
  private static final Duration GIVE_BACK = Duration.ofSeconds(30);

  private final Side from;
  private final Peer to;
  private final List<Pooler> poolers;

  private DatabaseRescue(Side from, Peer to, List<Pooler> poolers) {
    this.from = from;
    this.to = to;
    this.poolers = poolers;
  }

  /** Of a hold on one machine: the clients of both poolers go where writes go. */
  public static Rescue ofHold(Side from, Side to) {
    return new DatabaseRescue(from, Peer.of(to), List.of(from.pooler(), to.pooler()));
  }

  /** Of a hold whose new site is another machine: a {@link PoolerRescue} is beside its pooler. */
  public static Rescue ofHold(Side from, Peer to) {
    return new DatabaseRescue(from, to, List.of(from.pooler()));
  }

  /** Of a fence under which nobody is held: no pooler is sent elsewhere. */
  public static Rescue ofFence(Side from, Peer to) {
    return new DatabaseRescue(from, to, List.of());
  }

  @Override
  public void prepare() {
    poolers.forEach(Pooler::prepare);
    Peer.of(from).requireAnswer();
    to.requireAnswer();
  }

  @Override
  public String attempt(boolean unasked) {
    from.database().cancelFence();
    DatabaseStatus old = from.database().status();
    DatabaseStatus next = to.database().status();
    return switch (Verdict.of(old, next, unasked)) {
      case GO_FORWARD -> goForward();
      case SERVE_OLD -> serveOld("was not fenced");
      case GIVE_BACK -> {
        revoke(unasked);
        yield serveOld("was given back");
      }
      case LOOK_AGAIN ->
          throw new SlipwayException(
              ErrorCode.DATABASE_STATE,
              "%s is fenced and %s is silent: it may be promoted".formatted(from.name(), to.name()),
              "start the database of %s, then resume the release".formatted(to.name()));
    };
  }

  private String goForward() {
    poolers.forEach(pooler -> Served.by(to.database().endpoint(), pooler));
    poolers.forEach(Pooler::settle);
    return "%s is promoted and serves".formatted(to.name());
  }

  private String serveOld(String why) {
    from.database().unfence(GIVE_BACK);
    poolers.forEach(Served::asBefore);
    return "%s %s and serves".formatted(from.name(), why);
  }

  /** Without the controller's promise, only the new server's own word counts. */
  private void revoke(boolean unasked) {
    try {
      to.database().revokePromotion(REVOKE);
    } catch (SlipwayException e) {
      if (!unasked || to.promoted()) {
        throw e;
      }
    }
  }
}
