package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.config.KeySettings;
import dev.slipway.config.KeySettings.KeyUser;
import dev.slipway.driver.iam.IamKeyRing;
import dev.slipway.driver.keyfile.KeyFileRing;
import dev.slipway.driver.s3.S3ObjectStore;
import dev.slipway.driver.s3.S3Settings;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.KeyRing;
import dev.slipway.service.NewKey;
import dev.slipway.service.ObjectStore;
import dev.slipway.service.SiteRecord;
import java.time.Clock;
import java.util.List;

/** The users whose keys the estate rotates: who issues those, where they lie, what they open. */
final class KeyWiring implements AutoCloseable {
  private final Estate.Services settings;
  private final Sites sites;
  private final Kept kept = new Kept();

  KeyWiring(Estate.Services settings, Sites sites) {
    this.settings = settings;
    this.sites = sites;
  }

  KeyRing ring() {
    return kept.get(KeyRing.class, "", () -> ring(settings.keys()));
  }

  private static KeyRing ring(KeySettings keys) {
    return switch (keys.driver()) {
      case KEYFILE -> new KeyFileRing(keys.file().orElseThrow(), Clock.systemUTC());
      case IAM -> new IamKeyRing(AwsWiring.access(keys.aws().orElseThrow()));
    };
  }

  List<String> users() {
    return settings.keys().users().stream().map(KeyUser::name).toList();
  }

  CredentialsFile credentials(SiteRecord site, String user) {
    return sites.of(site).credentials(user(user).credentials());
  }

  /**
   * What the user's credentials file on the site's server holds.
   *
   * @throws SlipwayException {@code SECRET_MISSING}
   */
  NewKey key(SiteRecord site, String user) {
    return credentials(site, user)
        .key(user(user).profile())
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.SECRET_MISSING,
                    "%s holds no key of %s".formatted(site.name(), user),
                    "make one with `slipway keys rotate --site %s`".formatted(site.name())));
  }

  /** A new one for each key: the one before may be of another key. */
  ObjectStore objectStore(SiteRecord site, String user) {
    NewKey key = key(site, user);
    return kept.get(ObjectStore.class, site.name() + " " + user + " " + key.id(), () -> store(key));
  }

  private S3ObjectStore store(NewKey key) {
    var store = settings.objectStore();
    return new S3ObjectStore(new S3Settings(store.endpoint(), store.region(), store.ca(), key));
  }

  private KeyUser user(String name) {
    return settings
        .keys()
        .user(name)
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.USAGE, "the estate has no user " + name, "see keys.users in it"));
  }

  @Override
  public void close() {
    kept.close();
  }
}
