package dev.slipway.service;

/** What a database is at this moment. */
public enum DatabaseRole {
  /** Accepts writes. */
  PRIMARY,
  /** In recovery: serves reads, follows or waits for a log. */
  STANDBY,
  /** No server process. */
  STOPPED,
  /** A server process that does not answer (starting, stopping, out of connections). */
  UNREACHABLE
}
