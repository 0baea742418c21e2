package dev.slipway.driver.s3;

import dev.slipway.aws.AwsAccess;
import dev.slipway.aws.AwsClients;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Builds clients that address a bucket by path, which every compatible store understands, and that
 * do not wait to be told to send a body: Java's own HTTP client gives up on a store that is slow to
 * say so, for good, though the object arrives ({@code aws-sdk-java-v2} issue 6537).
 */
final class S3Clients {
  private static final int ATTEMPTS = 4;

  private S3Clients() {}

  static S3Client open(S3Settings settings) {
    AwsAccess access =
        new AwsAccess(
            settings.region(),
            Optional.of(settings.endpoint()),
            settings.caFile(),
            settings.identity(),
            ATTEMPTS);
    return AwsClients.prepare(S3Client.builder(), access)
        .forcePathStyle(true)
        .serviceConfiguration(configuration -> configuration.expectContinueEnabled(false))
        .build();
  }
}
