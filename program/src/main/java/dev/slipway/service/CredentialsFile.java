package dev.slipway.service;

import java.util.Optional;

/**
 * A user's {@code ~/.aws/credentials} on a server: written atomically, mode 0600, owned by the
 * user, other profiles kept byte for byte.
 */
public interface CredentialsFile {

  void install(String profile, NewKey key);

  /** The id of the key that the profile holds. */
  Optional<String> keyId(String profile);

  /** The key that the profile holds, for who uses it in the user's place. */
  Optional<NewKey> key(String profile);
}
