package dev.slipway.fake;

import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.AccessKey;
import dev.slipway.service.KeyRing;
import dev.slipway.service.KeyUse;
import dev.slipway.service.NewKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A key ring in memory. When it lies, it answers as if it had changed a key and did not. */
public final class FakeKeyRing implements KeyRing {
  private final Mishaps mishaps = new Mishaps();
  private final Map<String, Map<String, AccessKey>> users = new LinkedHashMap<>();
  private final Map<String, KeyUse> uses = new HashMap<>();
  private final Set<String> unsettled = new HashSet<>();
  private int created;

  public Mishaps mishaps() {
    return mishaps;
  }

  @Override
  public synchronized List<AccessKey> keys(String user) {
    mishaps.strike("keys");
    return List.copyOf(of(user).values());
  }

  @Override
  public synchronized Optional<KeyUse> lastUse(String user, String keyId) {
    mishaps.strike("lastUse");
    return Optional.ofNullable(uses.get(keyId));
  }

  /** From now on the key was used. */
  public synchronized void use(String keyId, KeyUse use) {
    uses.put(keyId, use);
  }

  /** As IAM is left by who dies in the middle of a creation: an active key without a secret. */
  public synchronized String cutOffCreation(String user) {
    String id = create(user).id();
    set(user, id, true);
    unsettled.add(id);
    return id;
  }

  @Override
  public synchronized void settle(String user) {
    mishaps.strike("settle");
    of(user).keySet().stream()
        .filter(unsettled::remove)
        .toList()
        .forEach(id -> set(user, id, false));
  }

  @Override
  public synchronized NewKey create(String user) {
    mishaps.strike("create");
    if (of(user).size() >= 2) {
      throw new SlipwayException(ErrorCode.KEY_LIMIT, user + " has two keys", "");
    }
    created++;
    NewKey key = new NewKey("AKIAFAKE%08d".formatted(created), new Secret("secret-" + created));
    if (!mishaps.lying()) {
      of(user).put(key.id(), new AccessKey(key.id(), false, Instant.ofEpochSecond(created)));
    }
    return key;
  }

  @Override
  public synchronized void activate(String user, String keyId) {
    mishaps.strike("activate");
    set(user, keyId, true);
  }

  @Override
  public synchronized void deactivate(String user, String keyId) {
    mishaps.strike("deactivate");
    set(user, keyId, false);
  }

  @Override
  public synchronized void delete(String user, String keyId) {
    mishaps.strike("delete");
    if (existing(user, keyId).active()) {
      throw new SlipwayException(ErrorCode.KEY_STATE, keyId + " is active", "");
    }
    if (!mishaps.lying()) {
      of(user).remove(keyId);
    }
  }

  private void set(String user, String keyId, boolean active) {
    AccessKey changed = new AccessKey(keyId, active, existing(user, keyId).created());
    if (!mishaps.lying()) {
      of(user).put(keyId, changed);
    }
  }

  private AccessKey existing(String user, String keyId) {
    AccessKey key = of(user).get(keyId);
    if (key == null) {
      throw new SlipwayException(ErrorCode.KEY_STATE, user + " has no key " + keyId, "");
    }
    return key;
  }

  private Map<String, AccessKey> of(String user) {
    return users.computeIfAbsent(user, name -> new LinkedHashMap<>());
  }
}
