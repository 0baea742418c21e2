package dev.slipway.service;

import java.time.Duration;

/** The connection pooler in front of a site's database: where writes wait instead of failing. */
public interface Pooler {

  Endpoint endpoint();

  PoolerStatus status();

  /** Opens the administrator's connection and proves that it answers, outside the held time. */
  void prepare();

  /**
   * Lets transactions in flight finish, and has every other statement wait. Only an object that was
   * prepared holds anybody: one that took the place of another knows of no watch.
   *
   * @throws dev.slipway.error.SlipwayException {@code HOLD_NOT_REACHED} when they did not finish
   *     within the budget; the hold is released again when it returns; {@code POOLER_FAILED} when
   *     it was not prepared
   */
  void hold(Duration budget);

  /** Lets the waiting go on. Harmless when nobody is held. */
  void release();

  /** Stages what {@link #repoint} to that server needs, outside the held time. Changes nothing. */
  void prepareRepoint(Endpoint database);

  /**
   * Sends the pool to another server, also after a restart of the pooler; after a failure of the
   * power only once it is {@linkplain #settle settled}. Held clients stay held; connections to the
   * former server are closed as soon as they are idle.
   */
  void repoint(Endpoint database);

  /**
   * Makes a repoint durable. For afterwards: nobody is held for the disk, and whoever was held is
   * served first, unless that takes long.
   */
  void settle();
}
