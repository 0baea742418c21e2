package dev.slipway.fake;

import dev.slipway.service.CredentialsFile;
import dev.slipway.service.NewKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A credentials file in memory. When it lies, it forgets what it was given. */
public final class FakeCredentialsFile implements CredentialsFile {
  private final Trouble trouble = new Trouble();
  private final Map<String, NewKey> profiles = new LinkedHashMap<>();

  public Trouble trouble() {
    return trouble;
  }

  @Override
  public synchronized void install(String profile, NewKey key) {
    trouble.meet("install");
    if (!trouble.lying()) {
      profiles.put(profile, key);
    }
  }

  @Override
  public synchronized Optional<String> keyId(String profile) {
    trouble.meet("keyId");
    return Optional.ofNullable(profiles.get(profile)).map(NewKey::id);
  }
}
