package dev.slipway.service;

import java.util.List;

/** The users that own access keys, at most two keys each. */
public interface KeyRing {

  List<AccessKey> keys(String user);

  /**
   * A new key, inactive: whoever creates it and dies before its secret is installed leaves nothing
   * that opens anything.
   *
   * @throws dev.slipway.error.SlipwayException {@code KEY_LIMIT} when the user has two
   */
  NewKey create(String user);

  void activate(String user, String keyId);

  void deactivate(String user, String keyId);

  /**
   * @throws dev.slipway.error.SlipwayException {@code KEY_STATE} when the key is active
   */
  void delete(String user, String keyId);
}
