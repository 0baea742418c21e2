package dev.slipway.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One PostgreSQL server of a site. Every method observes before it acts and is harmless when done
 * twice.
 */
public interface Database extends PeerDatabase {

  /** A checkpoint now, so that a stop soon after is short. */
  void checkpoint();

  /**
   * The sessions that bypass the pooler, other than replication and Slipway's own. They are named
   * in pre-flight; the fence ends them.
   */
  List<DirectClient> directClients();

  /**
   * The oldest transaction that is open now, as "pid 123, 4 s: select …"; empty when there is none.
   */
  Optional<String> oldestTransaction();

  /**
   * Whether this server is a direct streaming standby's source now, and how far that standby
   * replayed.
   *
   * @param standby the standby's application name
   */
  Optional<Lsn> replayedBy(String standby);

  /**
   * Stages what a fence needs, outside the held time: where this server will follow, files written,
   * connections opened. Changes nothing that clients can see. Takes back what an earlier attempt
   * had staged.
   */
  void prepareFence(Endpoint successor);

  /**
   * Takes back what {@link #prepareFence} staged, by whomever it was prepared. Either this or the
   * fence comes first, never both: after it, a fence that was prepared before can no longer be
   * raised. A fence that stands already stays. Harmless when nothing is staged.
   */
  void cancelFence();

  /**
   * Puts the standby signal in place, then stops the server cleanly and fast: every standby that
   * streams has received all of its log when it is down (PostgreSQL manual, 19.5 "Shutting Down the
   * Server"; warm standby, 27.2.5). Whatever starts it again, it starts in recovery.
   *
   * @throws dev.slipway.error.SlipwayException {@code DEADLINE_EXCEEDED} when it was not down
   *     within the budget; the caller then takes the fence back; {@code BUDGET_EXCEEDED} when the
   *     prepared fence was taken back meanwhile, or this object prepared none
   */
  FinalPosition fence(Duration budget);

  /** Takes a fence back: removes the signal and has the server running as a primary again. */
  void unfence(Duration budget);

  /**
   * Waits until this standby replayed everything up to the final position and compares lineage.
   *
   * @throws dev.slipway.error.SlipwayException {@code LINEAGE_DIFFERS}, {@code NOT_CAUGHT_UP}
   */
  Lsn proveReplayed(FinalPosition position, Duration budget);

  /**
   * What a promotion will need is made ready outside the held time (connection, statement), and the
   * right to it is granted. The grant lives on this server and ends there: after the lifetime, by
   * the server's own clock, or by {@link #revokePromotion}. It replaces every earlier grant.
   */
  void preparePromotion(Duration lifetime);

  /**
   * Promotes this standby and waits until it accepts writes. The server itself checks the grant, in
   * the statement that promotes.
   *
   * @throws dev.slipway.error.SlipwayException {@code GRANT_EXPIRED} when this object holds no
   *     grant that counts: the server was not promoted and will not be
   */
  void promote(Duration budget);

  /**
   * Turns archiving on for a server that was promoted by a release (it archives only after that).
   */
  void enableArchiving();

  /**
   * Marks this place in the log under a name. The first place of a name is the one that is found,
   * so a name is used once.
   */
  RestorePoint setRestorePoint(String name);

  /**
   * Has the log up to a position in the archive; archiving must be on.
   *
   * @throws dev.slipway.error.SlipwayException {@code DEADLINE_EXCEEDED}
   */
  void archive(Lsn position, Duration budget);

  /** Has this fenced server running as a standby that streams from the upstream. */
  void follow(Endpoint upstream, Duration budget);

  /** {@code pg_current_snapshot()}: xmin, xmax of the transactions visible now. */
  TransactionSnapshot snapshot();
}
