package dev.slipway.service;

import java.time.Duration;
import java.time.Instant;

/**
 * One base backup in the repository.
 *
 * @param label the repository's own name of it
 * @param sizeBytes of the database
 * @param timeline the backup was taken on
 */
public record Backup(String label, Instant finished, Duration took, long sizeBytes, int timeline) {}
