package dev.slipway.service;

import java.time.Duration;

/** A database as another server knows it: by what can be asked over the network alone. */
public interface PeerDatabase {

  /** Where clients, poolers and standbys reach it. */
  Endpoint endpoint();

  /** What it is now; never throws for a server that is down or silent. */
  DatabaseStatus status();

  /**
   * Ends every grant, by whomever it was obtained. When this returns, the server is in recovery and
   * no promotion that was granted before can come any more, not even one that was already asked
   * for.
   *
   * @throws dev.slipway.error.SlipwayException {@code DATABASE_STATE} when it is promoted or about
   *     to be, {@code DATABASE_UNREACHABLE} and others when that cannot be known; the grant is gone
   *     in each case in which the server was reached
   */
  void revokePromotion(Duration budget);
}
