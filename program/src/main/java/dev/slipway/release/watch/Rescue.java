package dev.slipway.release.watch;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.Switchover.Side;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.Pooler;
import java.time.Duration;
import java.util.List;

/**
 * Looks at both sites and has clients of both poolers served again: those of the old site first,
 * for they are the most. It needs no journal and believes no record. Every attempt begins with
 * cancelling the prepared fence, so that what is seen then stays true: the controller can no longer
 * fence, and it can promote only by a grant that is revoked before anything is given back.
 */
public final class Rescue {
  private static final Duration REVOKE = Duration.ofSeconds(5);
  private static final Duration GIVE_BACK = Duration.ofSeconds(30);

  private final Side from;
  private final Side to;
  private final List<Pooler> poolers;

  private Rescue(Side from, Side to, List<Pooler> poolers) {
    this.from = from;
    this.to = to;
    this.poolers = poolers;
  }

  /** Of a hold: the clients of both poolers go where writes go. */
  public static Rescue ofHold(Side from, Side to) {
    return new Rescue(from, to, List.of(from.pooler(), to.pooler()));
  }

  /** Of a fence under which nobody is held: no pooler is sent elsewhere. */
  public static Rescue ofFence(Side from, Side to) {
    return new Rescue(from, to, List.of());
  }

  /** Proves before anybody is held that it could help, and opens what it needs. */
  void prepare() {
    poolers.forEach(Pooler::prepare);
    requireAnswer(from);
    requireAnswer(to);
  }

  /**
   * One look, and what it calls for.
   *
   * @param unasked the controller promised that it asked for no promotion
   * @return who serves now and why
   * @throws SlipwayException when nothing could be done yet
   */
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
    poolers.forEach(this::sendToNew);
    poolers.forEach(Pooler::settle);
    return "%s is promoted and serves".formatted(to.name());
  }

  private String serveOld(String why) {
    from.database().unfence(GIVE_BACK);
    poolers.forEach(Rescue::letGo);
    return "%s %s and serves".formatted(from.name(), why);
  }

  private void sendToNew(Pooler pooler) {
    pooler.prepare();
    pooler.repoint(to.database().endpoint());
    pooler.release();
  }

  private static void letGo(Pooler pooler) {
    pooler.prepare();
    pooler.release();
  }

  /** Without the controller's promise, only the new server's own word counts. */
  private void revoke(boolean unasked) {
    try {
      to.database().revokePromotion(REVOKE);
    } catch (SlipwayException e) {
      if (!unasked || to.database().status().role() == DatabaseRole.PRIMARY) {
        throw e;
      }
    }
  }

  private static void requireAnswer(Side side) {
    DatabaseRole role = side.database().status().role();
    if (role == DatabaseRole.UNREACHABLE) {
      throw new SlipwayException(
          ErrorCode.DATABASE_UNREACHABLE,
          "the watch does not reach the database of " + side.name(),
          "nothing was changed; read its server's log");
    }
  }
}
