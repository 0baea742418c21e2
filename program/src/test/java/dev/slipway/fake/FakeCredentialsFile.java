package dev.slipway.fake;

import dev.slipway.service.CredentialsFile;
import dev.slipway.service.NewKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A credentials file in memory. When it lies, it forgets what it was given. */
public final class FakeCredentialsFile implements CredentialsFile {
  private final Mishaps mishaps = new Mishaps();
  private final Map<String, NewKey> profiles = new LinkedHashMap<>();

  public Mishaps mishaps() {
    return mishaps;
  }

  @Override
  public synchronized void install(String profile, NewKey key) {
    mishaps.strike("install");
    if (!mishaps.lying()) {
      profiles.put(profile, key);
    }
  }

  @Override
  public synchronized Optional<String> keyId(String profile) {
    mishaps.strike("keyId");
    return Optional.ofNullable(profiles.get(profile)).map(NewKey::id);
  }

  @Override
  public synchronized Optional<NewKey> key(String profile) {
    mishaps.strike("key");
    return Optional.ofNullable(profiles.get(profile));
  }
}
