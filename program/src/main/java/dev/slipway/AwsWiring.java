package dev.slipway;

import dev.slipway.aws.AwsAccess;
import dev.slipway.aws.AwsIdentity;
import dev.slipway.config.AwsSettings;
import java.util.Optional;

/** The estate's access to AWS as the drivers take it. */
record AwsWiring(AwsSettings settings) {

  AwsAccess access() {
    AwsIdentity identity =
        settings
            .profile()
            .<AwsIdentity>map(name -> new AwsIdentity.Profile(name, settings.credentials()))
            .orElseGet(AwsIdentity.Found::new);
    return new AwsAccess(
        settings.region(), settings.endpoint(), Optional.empty(), identity, AwsAccess.PATIENT);
  }
}
