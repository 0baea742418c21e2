package dev.slipway.service;

/**
 * The last word of a database that was stopped cleanly: nothing follows it on its timeline.
 *
 * @param checkpoint where the shutdown checkpoint's record begins. A standby that replayed past
 *     this point has replayed everything, for the record is the log's last
 */
public record FinalPosition(String systemIdentifier, int timeline, Lsn checkpoint) {}
