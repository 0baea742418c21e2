package dev.slipway.aws;

import dev.slipway.service.NewKey;
import java.nio.file.Path;
import java.util.Optional;

/** With whose rights AWS is asked. */
public sealed interface AwsIdentity {

  /** One access key. */
  record Key(NewKey key) implements AwsIdentity {}

  /**
   * A profile of the shared AWS configuration, also one that assumes a role.
   *
   * @param file the one credentials file to look in; empty for where AWS's own tools look
   */
  record Profile(String name, Optional<Path> file) implements AwsIdentity {}

  /** What AWS's own tools would find: environment, default profile, the instance's role. */
  record Found() implements AwsIdentity {}
}
