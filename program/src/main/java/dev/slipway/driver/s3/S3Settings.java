package dev.slipway.driver.s3;

import dev.slipway.aws.AwsIdentity;
import dev.slipway.service.NewKey;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an object store is and who asks.
 *
 * @param caFile PEM file of the certificates to trust; the JDK's own when empty
 */
public record S3Settings(URI endpoint, String region, Optional<Path> caFile, AwsIdentity identity) {

  /** With one key. */
  public S3Settings(URI endpoint, String region, Optional<Path> caFile, NewKey key) {
    this(endpoint, region, caFile, new AwsIdentity.Key(key));
  }
}
