package dev.slipway.service;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the application's primary indexer says of itself.
 *
 * @param status {@code waiting} between two rounds, {@code indexing} within one
 * @param recovery the database it reads from is a standby
 * @param snapshot of the last finished round; empty before the first
 * @param remaining documents to go in the running round; 0 when waiting
 * @param rounds the newest first, up to ten
 */
public record IndexerStatus(
    String status,
    boolean recovery,
    Optional<TransactionSnapshot> snapshot,
    Optional<Instant> started,
    long remaining,
    List<Round> rounds) {

  /** One finished round: documents indexed, seconds it took, documents that failed. */
  public record Round(long indexed, double seconds, long errors) {}

  public boolean waiting() {
    return status.equals("waiting");
  }
}
