package dev.slipway.service;

/**
 * A file that was copied to a machine or from one.
 *
 * @param sent how many of its bytes went over the wire now: none when it was there already, less
 *     than all when an earlier attempt was gone on with
 */
public record Transfer(long bytes, String sha256, long sent) {}
