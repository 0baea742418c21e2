package dev.slipway.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where AWS is asked, and with whose rights.
 *
 * @param endpoint empty for AWS's own in the region
 * @param profile of the shared AWS configuration; empty for what AWS's own tools would take
 * @param credentials the one file to look for the profile in; empty for where AWS's own tools look
 */
public record AwsSettings(
    String region, Optional<URI> endpoint, Optional<String> profile, Optional<Path> credentials) {
  private static final Pattern REGION = Pattern.compile("[a-z]{2,4}(-[a-z]+)+-\\d{1,2}");

  public AwsSettings {
    if (!REGION.matcher(region).matches()) {
      throw new IllegalArgumentException(
          "region \"%s\" is none; write us-west-2".formatted(region));
    }
    if (credentials.isPresent() && profile.isEmpty()) {
      throw new IllegalArgumentException("credentials needs a profile to look for in it");
    }
  }
}
