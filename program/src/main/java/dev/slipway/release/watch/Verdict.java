package dev.slipway.release.watch;

import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;

/**
 * What is to be done about a hold that nobody ends. Asked after the prepared fence was cancelled.
 */
enum Verdict {
  /** The new database is promoted: clients go there. */
  GO_FORWARD,
  /** No fence stands, so that nothing can have been promoted: the old database goes on. */
  SERVE_OLD,
  /** A fence stands: the old database goes on as soon as no promotion can come any more. */
  GIVE_BACK,
  /** The new database may be promoted and is silent. Serving now could make two writable ones. */
  LOOK_AGAIN;

  /**
   * @param unasked the controller promised that it asked for no promotion
   */
  static Verdict of(DatabaseStatus old, DatabaseStatus next, boolean unasked) {
    boolean oldServes = old.role() == DatabaseRole.PRIMARY && !old.fenced();
    if (next.role() == DatabaseRole.PRIMARY && !oldServes) {
      return GO_FORWARD;
    }
    if (!old.fenced()) {
      return SERVE_OLD;
    }
    return next.role() == DatabaseRole.UNREACHABLE && !unasked ? LOOK_AGAIN : GIVE_BACK;
  }
}
