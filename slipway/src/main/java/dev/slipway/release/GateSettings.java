package dev.slipway.release;

import java.time.Duration;

/**
 * The limits of a release's waits.
 *
 * @param launch longest time until the candidate is up, its build included
 * @param index longest wait for the first full index
 * @param indexProof longest wait for both indexers to pass the switchover
 * @param soak how long the new site is watched before the file indexer goes on
 * @param maxBackupAge a backup older than this is not accepted
 */
public record GateSettings(
    Duration launch, Duration index, Duration indexProof, Duration soak, Duration maxBackupAge) {

  public static GateSettings defaults() {
    return new GateSettings(
        Duration.ofMinutes(15),
        Duration.ofMinutes(60),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        Duration.ofHours(24));
  }
}
