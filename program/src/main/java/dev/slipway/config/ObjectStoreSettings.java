package dev.slipway.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The S3-compatible store for backups and logs.
 *
 * @param ca the certificate that signed the store's own, when the machine does not know it
 */
public record ObjectStoreSettings(
    URI endpoint, @Default("us-east-1") String region, Optional<Path> ca) {}
