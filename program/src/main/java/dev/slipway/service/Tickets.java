package dev.slipway.service;

import java.util.List;

/** The team's tracker. */
public interface Tickets {

  /** Tickets that wait for this release. */
  List<Ticket> ready();

  /**
   * Closes one and reads it back: a tracker may ignore a transition silently.
   *
   * @throws dev.slipway.error.SlipwayException {@code TICKETS_FAILED} when it is not closed
   *     afterwards
   */
  Ticket close(Ticket ticket);
}
