package dev.slipway.service;

/**
 * An index to make from a snapshot of another one.
 *
 * @param snapshot its name
 * @param as what the copy is to be
 * @param progress the document that says how far the copy is, as JSON: read before the snapshot was
 *     taken, since shards are not all copied at one moment
 */
public record IndexCopy(String snapshot, IndexDescription as, String progress) {}
