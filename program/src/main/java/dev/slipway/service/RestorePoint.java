package dev.slipway.service;

import java.time.Instant;

/**
 * A named place in the log of a database, up to which a backup can be restored.
 *
 * @param timeline that it is on
 * @param position in the log
 * @param taken by the database's clock
 * @param snapshot of that moment
 */
public record RestorePoint(
    String name, int timeline, Lsn position, Instant taken, TransactionSnapshot snapshot) {}
