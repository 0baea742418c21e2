package dev.slipway.release;

import dev.slipway.config.Estate;
import dev.slipway.config.KeySettings.KeyUser;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.ObjectStore;
import dev.slipway.service.SiteRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** Uses a key as the procedure's validation does: list, upload, download, compare, delete. */
public final class KeyValidation {
  /** Object stores may learn of a change of a key with a delay. */
  private static final Duration SPREAD = Duration.ofSeconds(30);

  private final Services services;
  private final Estate.Services estate;

  public KeyValidation(Services services, Estate.Services estate) {
    this.services = services;
    this.estate = estate;
  }

  /**
   * Uses every key that the site's server holds as it is now, waiting for nothing: list, upload,
   * download, compare, delete.
   *
   * @throws SlipwayException {@code KEY_REFUSED}, {@code DISK_FULL} when the store has no room,
   *     {@code OBJECT_STORE_FAILED}
   */
  public void checkAll(SiteRecord site) {
    estate.keys().users().stream()
        .filter(user -> services.credentials(site, user.name()).keyId(user.profile()).isPresent())
        .forEach(user -> check(services.objectStore(site, user.name()), user));
  }

  private void check(ObjectStore store, KeyUser user) {
    store.list(bucket(user), probe(user));
    roundTrip(store, bucket(user), user);
  }

  /**
   * Waits until the key that the site's server holds works.
   *
   * @throws SlipwayException {@code KEY_REFUSED}
   */
  public void works(SiteRecord site, KeyUser user) {
    ObjectStore store = services.objectStore(site, user.name());
    try {
      Await.of("key of " + user.name(), SPREAD)
          .every(Duration.ofMillis(200))
          .untilTrue(() -> accepted(store, user));
    } catch (SlipwayException e) {
      throw e.code() == ErrorCode.DEADLINE_EXCEEDED ? refused(site, user, e) : e;
    }
    roundTrip(store, bucket(user), user);
  }

  /**
   * Waits until the key that the site's server holds is refused.
   *
   * @throws SlipwayException {@code KEY_STATE} when it still works
   */
  public void isRefused(SiteRecord site, KeyUser user) {
    ObjectStore store = services.objectStore(site, user.name());
    try {
      Await.of("refusal of the former key of " + user.name(), SPREAD)
          .every(Duration.ofMillis(200))
          .untilTrue(() -> !accepted(store, user));
    } catch (SlipwayException e) {
      throw e.code() == ErrorCode.DEADLINE_EXCEEDED ? stillWorks(site, user, e) : e;
    }
  }

  private boolean accepted(ObjectStore store, KeyUser user) {
    try {
      store.list(bucket(user), probe(user));
      return true;
    } catch (SlipwayException e) {
      if (e.code() == ErrorCode.KEY_REFUSED) {
        return false;
      }
      throw e;
    }
  }

  private static void roundTrip(ObjectStore store, String bucket, KeyUser user) {
    String key = probe(user) + "/" + UUID.randomUUID();
    Path sent = temporary();
    Path received = temporary();
    try {
      Files.writeString(sent, key);
      store.upload(bucket, key, sent);
      store.download(bucket, key, received);
      store.delete(bucket, key);
      if (Files.mismatch(sent, received) >= 0) {
        throw new SlipwayException(
            ErrorCode.OBJECT_STORE_FAILED, "the store returned other bytes than it was given", "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(sent);
      delete(received);
    }
  }

  private String bucket(KeyUser user) {
    return estate
        .logs()
        .filter(logs -> logs.keyUser().equals(user.name()))
        .map(logs -> logs.bucket())
        .orElse(estate.backup().bucket());
  }

  private static String probe(KeyUser user) {
    return "slipway-key-validation/" + user.name();
  }

  private static Path temporary() {
    try {
      return Files.createTempFile("slipway-key-validation", "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SlipwayException refused(SiteRecord site, KeyUser user, SlipwayException cause) {
    return new SlipwayException(
        ErrorCode.KEY_REFUSED,
        "the object store refuses the key of %s on %s".formatted(user.name(), site.name()),
        "see `slipway keys list`; the former key was left as it was",
        cause);
  }

  private static SlipwayException stillWorks(
      SiteRecord site, KeyUser user, SlipwayException cause) {
    return new SlipwayException(
        ErrorCode.KEY_STATE,
        "the former key of %s on %s still works".formatted(user.name(), site.name()),
        "see `slipway keys list`",
        cause);
  }
}
