package dev.slipway.release;

import dev.slipway.config.Estate;
import dev.slipway.config.KeySettings.KeyUser;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.AccessKey;
import dev.slipway.service.KeyRing;
import dev.slipway.service.NewKey;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import java.util.List;
import java.util.Optional;

/**
 * Gives every user of the object store a new key, in two parts with a switchover between them:
 * {@link #install} makes it inactive and puts it on the site that is to be current, {@link
 * #activate} makes it the one that works. Each part may die anywhere and be run again: a key that
 * was made and never installed is inactive, so the next run deletes it, for its secret is lost.
 */
public final class KeyRotation {
  private final Services services;
  private final Estate.Services estate;
  private final SiteRecord to;
  private final Optional<SiteRecord> from;

  /**
   * @param to whose server gets the new keys
   * @param from whose server keeps the old ones; empty when they are replaced in place
   */
  public KeyRotation(Services services, Estate estate, SiteRecord to, Optional<SiteRecord> from) {
    this.services = services;
    this.estate = estate.services();
    this.to = to;
    this.from = from;
  }

  /** True when every user's new key is on the server. */
  public boolean installed() {
    return users().stream().allMatch(this::fresh);
  }

  /**
   * Deletes what is inactive, makes a new inactive key for each user and installs it.
   *
   * @throws SlipwayException {@code KEY_LIMIT} when both keys of a user are active
   */
  public Evidence install(Progress progress) {
    for (KeyUser user : users()) {
      if (!fresh(user)) {
        replace(user, progress);
      }
    }
    return evidence();
  }

  /** True when every user's installed key is the only one that is active. */
  public boolean activated() {
    return installed()
        && users().stream()
            .allMatch(user -> active(user).stream().map(AccessKey::id).toList().equals(ids(user)));
  }

  /**
   * Makes the installed keys active, proves each by using it, makes every other key inactive, and
   * sees the old ones refused.
   *
   * @throws SlipwayException {@code KEY_STATE} when a user has no installed key, {@code
   *     KEY_REFUSED} when a new key does not work: the old one is active then
   */
  public Evidence activate(Progress progress) {
    for (KeyUser user : users()) {
      String id = enable(user);
      active(user).stream()
          .filter(key -> !key.id().equals(id))
          .forEach(key -> ring().deactivate(user.name(), key.id()));
      from.filter(old -> holdsAnother(old, user, id))
          .ifPresent(old -> new KeyValidation(services, estate).isRefused(old, user));
      progress.say("%s: %s works and is the only active key".formatted(user.name(), id));
    }
    return evidence();
  }

  /**
   * Makes the installed keys active and proves each by using it; the others stay as they are.
   *
   * @throws SlipwayException as {@link #activate}
   */
  public Evidence enable(Progress progress) {
    for (KeyUser user : users()) {
      progress.say("%s: %s works".formatted(user.name(), enable(user)));
    }
    return evidence();
  }

  /** Takes back what {@link #enable} did, for users whose key on the other server works. */
  public void disable(Progress progress) {
    for (KeyUser user : users()) {
      installedKey(user)
          .filter(id -> from.filter(other -> holdsActiveOther(other, user, id)).isPresent())
          .ifPresent(id -> ring().deactivate(user.name(), id));
    }
    progress.say("the keys on %s are inactive again".formatted(to.name()));
  }

  private String enable(KeyUser user) {
    String id = installedKey(user).orElseThrow(() -> notInstalled(user));
    ring().activate(user.name(), id);
    new KeyValidation(services, estate).works(to, user);
    handToBackups(user);
    return id;
  }

  /** Takes back what {@link #install} did, as long as the keys are not active. */
  public void forget(Progress progress) {
    for (KeyUser user : users()) {
      installedKey(user)
          .filter(id -> inactive(user).stream().anyMatch(key -> key.id().equals(id)))
          .ifPresent(id -> ring().delete(user.name(), id));
    }
    progress.say("keys that were not active yet are deleted");
  }

  /**
   * The backup tool takes the server's key with each operation, and archiving goes on with the one
   * that the last operation took.
   */
  private void handToBackups(KeyUser user) {
    if (user.name().equals(estate.backup().keyUser())) {
      services.backups(to).list();
    }
  }

  private void replace(KeyUser user, Progress progress) {
    new KeyRoom(services, estate).require(user);
    for (AccessKey key : inactive(user)) {
      ring().delete(user.name(), key.id());
      progress.say("%s: deleted inactive key %s".formatted(user.name(), key.id()));
    }
    NewKey key = ring().create(user.name());
    services.credentials(to, user.name()).install(user.profile(), key);
    progress.say("%s: installed new key %s on %s".formatted(user.name(), key.id(), to.name()));
  }

  /**
   * The server holds a key that is not the one in use: one that is inactive yet, or another than
   * the old server's.
   */
  private boolean fresh(KeyUser user) {
    Optional<String> id = installedKey(user);
    return id.isPresent()
        && (inactive(user).stream().anyMatch(key -> key.id().equals(id.get()))
            || from.filter(old -> holdsAnother(old, user, id.get())).isPresent());
  }

  private boolean holdsAnother(SiteRecord site, KeyUser user, String id) {
    return services
        .credentials(site, user.name())
        .keyId(user.profile())
        .filter(held -> !held.equals(id))
        .isPresent();
  }

  private boolean holdsActiveOther(SiteRecord site, KeyUser user, String id) {
    Optional<String> held = services.credentials(site, user.name()).keyId(user.profile());
    return active(user).stream()
        .map(AccessKey::id)
        .anyMatch(active -> !active.equals(id) && held.filter(active::equals).isPresent());
  }

  /** The key on the server, when the key ring knows it. */
  private Optional<String> installedKey(KeyUser user) {
    List<String> known = ring().keys(user.name()).stream().map(AccessKey::id).toList();
    return services.credentials(to, user.name()).keyId(user.profile()).filter(known::contains);
  }

  private List<String> ids(KeyUser user) {
    return installedKey(user).stream().toList();
  }

  private List<AccessKey> inactive(KeyUser user) {
    return ring().keys(user.name()).stream().filter(key -> !key.active()).toList();
  }

  private List<AccessKey> active(KeyUser user) {
    return ring().keys(user.name()).stream().filter(AccessKey::active).toList();
  }

  /** Which key of each user the server holds. */
  public Evidence evidence() {
    Evidence evidence = Evidence.of("site", to.name());
    for (KeyUser user : users()) {
      evidence = evidence.and(user.name(), installedKey(user).orElse("none"));
    }
    return evidence;
  }

  private List<KeyUser> users() {
    return estate.keys().users();
  }

  private KeyRing ring() {
    return services.keyRing();
  }

  private SlipwayException notInstalled(KeyUser user) {
    return new SlipwayException(
        ErrorCode.KEY_STATE,
        "%s holds no key of %s that the key ring knows".formatted(to.name(), user.name()),
        "make one with `slipway keys rotate --site %s`".formatted(to.name()));
  }
}
