package dev.slipway.config;

/**
 * Where the logs of a retired site go: {@code bucket/prefix/version/…}.
 *
 * @param keyUser of {@code keys.users}, whose key uploads them
 */
public record LogSettings(String bucket, String prefix, String keyUser) {}
