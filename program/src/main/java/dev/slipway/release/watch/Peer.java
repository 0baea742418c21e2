package dev.slipway.release.watch;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.Switchover.Side;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.PeerDatabase;

/**
 * A site as a watch sees it that may be on another machine.
 *
 * @param name the site's
 */
public record Peer(String name, PeerDatabase database) {

  static Peer of(Side side) {
    return new Peer(side.name(), side.database());
  }

  boolean promoted() {
    return database.status().role() == DatabaseRole.PRIMARY;
  }

  /** Whether it accepts writes, and nobody is about to stop that. */
  boolean serves() {
    DatabaseStatus status = database.status();
    return status.role() == DatabaseRole.PRIMARY && !status.fenced();
  }

  void requireAnswer() {
    if (database.status().role() == DatabaseRole.UNREACHABLE) {
      throw new SlipwayException(
          ErrorCode.DATABASE_UNREACHABLE,
          "the watch does not reach the database of " + name,
          "nothing was changed; read its server's log, and see that the sites' servers may connect"
              + " to each other's PostgreSQL");
    }
  }
}
