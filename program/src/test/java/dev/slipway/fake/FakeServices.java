package dev.slipway.fake;

import dev.slipway.config.Estate;
import dev.slipway.release.HeldTimes;
import dev.slipway.release.LogFiles;
import dev.slipway.release.ServerLogFiles;
import dev.slipway.release.Services;
import dev.slipway.service.AccessKey;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.KeyRing;
import dev.slipway.service.NewKey;
import dev.slipway.service.ObjectStore;
import dev.slipway.service.Provider;
import dev.slipway.service.Schedule;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SourceRepository;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The contracts of an estate in memory, as far as they do not depend on which sites it has: what
 * belongs to a site is that site's alone, the rest is everybody's.
 */
public abstract class FakeServices implements Services {
  public final FakeProvider provider = new FakeProvider();
  public final FakeSourceRepository source = new FakeSourceRepository();
  public final FakeBackupRepository backups = new FakeBackupRepository(Clock.systemUTC());
  public final FakeSearchCluster search = new FakeSearchCluster();
  public final FakeKeyRing ring = new FakeKeyRing();
  private final FakeObjectStore store = new FakeObjectStore();
  private final Map<String, CredentialsFile> credentials = new HashMap<>();
  private final Map<String, FakeSchedule> schedules = new HashMap<>();
  private final Estate estate;
  private final HeldTimes heldTimes;

  /** It has measured no hold yet. */
  protected FakeServices(Estate estate) {
    this.estate = estate;
    this.heldTimes = new HeldTimes(estate.state().resolveSibling("held-times"));
    store.ensureBucket("backups");
    store.ensureBucket("logs");
  }

  public final Estate estate() {
    return estate;
  }

  /** The ids of a user's active keys. */
  public final List<String> activeKeys(String user) {
    return ring.keys(user).stream().filter(AccessKey::active).map(AccessKey::id).toList();
  }

  /** The id of the key that a site's server holds. */
  public final String heldKey(SiteRecord site, String user) {
    return key(site, user).id();
  }

  /** Has a site's server hold a key. */
  public final void install(SiteRecord site, String user, NewKey key) {
    credentials(site, user).install(profile(user), key);
  }

  private String profile(String user) {
    return estate.services().keys().user(user).orElseThrow().profile();
  }

  /** The name of the site that a request through the proxy comes to; empty when it is none's. */
  protected final Optional<String> behind(FakeProxy proxy, String upstream) {
    return provider.sites().stream()
        .filter(site -> site.application().equals(proxy.answering(upstream)))
        .map(SiteRecord::name)
        .findFirst();
  }

  @Override
  public final int endOrphans() {
    return 0;
  }

  @Override
  public final Provider provider() {
    return provider;
  }

  @Override
  public final Provider provider(String profile) {
    return provider;
  }

  @Override
  public final SourceRepository source() {
    return source;
  }

  @Override
  public final HeldTimes heldTimes() {
    return heldTimes;
  }

  @Override
  public final SearchCluster search(SiteRecord site) {
    return search;
  }

  @Override
  public final SearchCluster search(ClusterRecord cluster) {
    return search;
  }

  @Override
  public String profileOf(ClusterRecord cluster) {
    return Estate.PRODUCTION;
  }

  @Override
  public final boolean sharesSnapshots() {
    return true;
  }

  @Override
  public final FakeBackupRepository backups(SiteRecord site) {
    return backups;
  }

  @Override
  public final FakeSchedule schedule(SiteRecord site) {
    return schedules.computeIfAbsent(site.name(), name -> new FakeSchedule());
  }

  @Override
  public final Schedule.Entry nightlyBackup(SiteRecord site) {
    return new Schedule.Entry("nightly-backup", "0 7 * * *", List.of("slipway", "backup", "push"));
  }

  @Override
  public final KeyRing keyRing() {
    return ring;
  }

  @Override
  public final List<String> keyUsers() {
    return List.of("write-backups", "upload-files");
  }

  @Override
  public final CredentialsFile credentials(SiteRecord site, String user) {
    return credentials.computeIfAbsent(site.name() + user, key -> new FakeCredentialsFile());
  }

  @Override
  public final NewKey key(SiteRecord site, String user) {
    return credentials(site, user).key(profile(user)).orElseThrow();
  }

  @Override
  public final LogFiles logs(SiteRecord site) {
    return new ServerLogFiles(
        application(site), estate.state().resolve("scratch"), (to, key) -> store);
  }

  /** A store that refuses whoever's key on that site is not active. */
  @Override
  public final ObjectStore objectStore(SiteRecord site, String user) {
    return GuardedObjectStore.of(store, () -> active(site, user));
  }

  private boolean active(SiteRecord site, String user) {
    Optional<String> held = credentials(site, user).keyId(profile(user));
    return held.filter(activeKeys(user)::contains).isPresent();
  }
}
