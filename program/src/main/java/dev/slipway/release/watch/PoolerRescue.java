package dev.slipway.release.watch;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.Switchover.Side;
import dev.slipway.service.Pooler;

/**
 * Beside the pooler of the new site, when the old one is another machine: has its clients served by
 * whichever database serves. It decides nothing about the databases. A {@link DatabaseRescue} gives
 * the old one back.
 */
public final class PoolerRescue implements Rescue {
  private final Side own;
  private final Peer old;

  public PoolerRescue(Side own, Peer old) {
    this.own = own;
    this.old = old;
  }

  @Override
  public void prepare() {
    own.pooler().prepare();
    Peer.of(own).requireAnswer();
    old.requireAnswer();
  }

  @Override
  public String attempt(boolean unasked) {
    Pooler pooler = own.pooler();
    if (old.serves()) {
      Served.asBefore(pooler);
      return "%s serves".formatted(old.name());
    }
    if (Peer.of(own).promoted()) {
      Served.by(own.database().endpoint(), pooler);
      pooler.settle();
      return "%s is promoted and serves".formatted(own.name());
    }
    throw new SlipwayException(
        ErrorCode.DATABASE_STATE,
        "neither %s nor %s accepts writes yet".formatted(old.name(), own.name()),
        "the watch beside %s decides which of them does".formatted(old.name()));
  }
}
