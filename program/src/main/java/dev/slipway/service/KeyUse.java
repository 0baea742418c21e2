package dev.slipway.service;

import java.time.Instant;

/**
 * When a key was used last.
 *
 * @param where in the words of the key ring: {@code s3 in us-west-2}
 */
public record KeyUse(Instant when, String where) {}
