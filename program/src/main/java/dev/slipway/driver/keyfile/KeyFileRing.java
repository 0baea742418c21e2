package dev.slipway.driver.keyfile;

import dev.slipway.config.Secret;
import dev.slipway.driver.keyfile.KeyFile.User;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.AccessKey;
import dev.slipway.service.KeyRing;
import dev.slipway.service.KeyUse;
import dev.slipway.service.NewKey;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * The key ring of a local object store: one JSON file, mode 0600, that the store reads on every
 * request. It keeps to the rules of AWS: two keys a user, an active key is not deleted. A user
 * exists from its first key on.
 */
public final class KeyFileRing implements KeyRing {
  /** The limit of AWS IAM, which cannot be raised. */
  private static final int LIMIT = 2;

  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int ID_LETTERS = 16;
  private static final int SECRET_BYTES = 30;

  private final KeyFileStore store;
  private final Clock clock;
  private final RandomGenerator random = new SecureRandom();

  public KeyFileRing(Path file, Clock clock) {
    this.store = new KeyFileStore(file, Duration.ofSeconds(10));
    this.clock = clock;
  }

  @Override
  public List<AccessKey> keys(String user) {
    return store.read().user(user).keys().stream().map(KeyFile.Key::shown).toList();
  }

  /** The store keeps no record of it. */
  @Override
  public Optional<KeyUse> lastUse(String user, String keyId) {
    return Optional.empty();
  }

  @Override
  public NewKey create(String user) {
    KeyFile.Key key =
        new KeyFile.Key(
            newId(), newSecret(), false, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    store.change(file -> file.change(user, found -> room(found).with(key)));
    return new NewKey(key.id(), key.secret());
  }

  /** A key appears in the file inactive, or not at all. */
  @Override
  public void settle(String user) {}

  @Override
  public void activate(String user, String keyId) {
    set(user, keyId, true);
  }

  @Override
  public void deactivate(String user, String keyId) {
    set(user, keyId, false);
  }

  @Override
  public void delete(String user, String keyId) {
    store.change(file -> file.change(user, found -> deletable(found, keyId).without(keyId)));
  }

  private void set(String user, String keyId, boolean active) {
    store.change(
        file ->
            file.change(user, found -> found.replace(existing(found, keyId).activated(active))));
  }

  private static User room(User user) {
    if (user.keys().size() >= LIMIT) {
      throw new SlipwayException(
          ErrorCode.KEY_LIMIT,
          "user %s has %d keys already, the most there can be".formatted(user.name(), LIMIT),
          "delete its inactive key first");
    }
    return user;
  }

  private static User deletable(User user, String keyId) {
    if (existing(user, keyId).active()) {
      throw new SlipwayException(
          ErrorCode.KEY_STATE,
          "key %s of user %s is active and in use".formatted(keyId, user.name()),
          "deactivate it first");
    }
    return user;
  }

  private static KeyFile.Key existing(User user, String keyId) {
    return user.key(keyId)
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.KEY_STATE,
                    "user %s has no key %s".formatted(user.name(), keyId),
                    "list the user's keys"));
  }

  private String newId() {
    return random
        .ints(ID_LETTERS, 0, ALPHABET.length())
        .mapToObj(i -> ALPHABET.substring(i, i + 1))
        .collect(Collectors.joining("", "AKIA", ""));
  }

  private Secret newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return new Secret(Base64.getEncoder().encodeToString(bytes));
  }
}
