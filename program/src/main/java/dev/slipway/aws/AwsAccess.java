package dev.slipway.aws;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where AWS, or what speaks its language, is asked, and by whom.
 *
 * @param endpoint empty for AWS's own in that region
 * @param caFile PEM file of the certificates to trust; the JDK's own when empty
 * @param attempts how often a request is tried that was throttled or got no answer, the first time
 *     included
 */
public record AwsAccess(
    String region,
    Optional<URI> endpoint,
    Optional<Path> caFile,
    AwsIdentity identity,
    int attempts) {

  /** Throttled requests of twenty launches beside each other get through with that many. */
  public static final int PATIENT = 10;
}
