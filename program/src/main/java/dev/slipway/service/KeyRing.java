package dev.slipway.service;

import java.util.List;
import java.util.Optional;

/** The users that own access keys, at most two keys each. */
public interface KeyRing {

  /** Oldest first. */
  List<AccessKey> keys(String user);

  /** Empty when the key was never used, or when the ring does not know. */
  Optional<KeyUse> lastUse(String user, String keyId);

  /**
   * A new key, inactive: whoever creates it and dies before its secret is installed leaves nothing
   * that opens anything.
   *
   * @throws dev.slipway.error.SlipwayException {@code KEY_LIMIT} when the user has two
   */
  NewKey create(String user);

  /**
   * Makes a key inactive whose creation was cut off before anybody had its secret. Harmless at any
   * time but during a creation.
   */
  void settle(String user);

  void activate(String user, String keyId);

  void deactivate(String user, String keyId);

  /**
   * @throws dev.slipway.error.SlipwayException {@code KEY_STATE} when the key is active
   */
  void delete(String user, String keyId);
}
