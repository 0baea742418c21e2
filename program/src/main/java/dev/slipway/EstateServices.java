package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.config.KeySettings.Home;
import dev.slipway.exec.Jobs;
import dev.slipway.node.ServerParts;
import dev.slipway.node.SiteFiles;
import dev.slipway.release.HeldTimes;
import dev.slipway.release.HoldWatch;
import dev.slipway.release.LogFiles;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.Services;
import dev.slipway.service.Application;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.Database;
import dev.slipway.service.KeyRing;
import dev.slipway.service.Mailer;
import dev.slipway.service.NewKey;
import dev.slipway.service.ObjectStore;
import dev.slipway.service.Pooler;
import dev.slipway.service.Provider;
import dev.slipway.service.Schedule;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.SearchIndexes;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SourceRepository;
import dev.slipway.service.Tickets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The contracts of an estate, handed out. The drivers behind them are made when they are first
 * asked for, each by the part that knows its technology.
 */
final class EstateServices implements Services, AutoCloseable {
  private final Estate estate;
  private final Jobs jobs;
  private final SourceRepository source;
  private final Providers providers;
  private final Sites sites;
  private final SearchWiring search;
  private final ProxyWiring proxies;
  private final KeyWiring keys;
  private final OfficeWiring office;

  EstateServices(Estate estate, Path estateFile, ThisMachine machine, Jobs jobs) {
    this.estate = estate;
    this.jobs = jobs;
    this.source = new SourceWiring(estate, machine.runner()).repository();
    this.providers = new Providers(estate, machine, source, this::backupKey);
    this.sites = new Sites(estate, estateFile, providers, machine);
    this.search = new SearchWiring(SiteFiles.snapshots(estate.state()));
    this.proxies = new ProxyWiring(estate.services().proxies(), machine.runner());
    this.keys = new KeyWiring(estate.services(), sites);
    this.office = new OfficeWiring(estate.services());
  }

  @Override
  public int endOrphans() {
    return jobs.endOrphans();
  }

  @Override
  public Provider provider() {
    return provider(Estate.PRODUCTION);
  }

  @Override
  public Provider provider(String profile) {
    return providers.of(profile, Optional.empty());
  }

  @Override
  public Provider provider(String profile, String instanceType) {
    return providers.of(profile, Optional.of(instanceType));
  }

  /** A copy of the site begins with it. */
  private Optional<NewKey> backupKey(SiteRecord site) {
    return sites.of(site).credentials(Home.POSTGRES).key(ServerParts.BACKUP_PROFILE);
  }

  /** The instances of a profile of AWS. */
  AwsMachines instances(String profile) {
    return providers.instances(profile);
  }

  @Override
  public SourceRepository source() {
    return source;
  }

  @Override
  public Database database(SiteRecord site) {
    return sites.database(site);
  }

  @Override
  public Pooler pooler(SiteRecord site) {
    return sites.of(site).pooler();
  }

  @Override
  public HoldWatch holdWatch(SiteRecord from, SiteRecord to) {
    return sites.holdWatch(from, to);
  }

  @Override
  public HoldWatch fenceWatch(SiteRecord from, SiteRecord to) {
    return sites.fenceWatch(from, to);
  }

  @Override
  public HeldTimes heldTimes() {
    return new HeldTimes(estate.state().resolve("held-times.jsonl"));
  }

  @Override
  public SearchCluster search(SiteRecord site) {
    return search.cluster(site);
  }

  @Override
  public SearchCluster search(ClusterRecord cluster) {
    return search.cluster(cluster);
  }

  @Override
  public String profileOf(ClusterRecord cluster) {
    return providers.profileOf(cluster);
  }

  @Override
  public SearchIndexes indexes(SiteRecord site) {
    return search.indexes(site);
  }

  /** In a folder, which machines do not share. */
  @Override
  public boolean sharesSnapshots() {
    return sites.here();
  }

  @Override
  public Application application(SiteRecord site) {
    return sites.application(site);
  }

  @Override
  public BackupRepository backups(SiteRecord site) {
    return sites.of(site).backups();
  }

  @Override
  public LogFiles logs(SiteRecord site) {
    return sites.of(site).logs();
  }

  @Override
  public List<ProxyUpstream> proxies() {
    return proxies.all();
  }

  @Override
  public List<ProxyUpstream> testProxies() {
    return proxies.ofTestSite();
  }

  @Override
  public Schedule schedule(SiteRecord site) {
    return sites.schedule(site);
  }

  @Override
  public Schedule.Entry nightlyBackup(SiteRecord site) {
    return sites.nightlyBackup(site);
  }

  @Override
  public Optional<Mailer> mail() {
    return office.mail();
  }

  @Override
  public Optional<Tickets> tickets() {
    return office.tickets();
  }

  @Override
  public KeyRing keyRing() {
    return keys.ring();
  }

  @Override
  public List<String> keyUsers() {
    return keys.users();
  }

  @Override
  public CredentialsFile credentials(SiteRecord site, String user) {
    return keys.credentials(site, user);
  }

  @Override
  public NewKey key(SiteRecord site, String user) {
    return keys.key(site, user);
  }

  @Override
  public ObjectStore objectStore(SiteRecord site, String user) {
    return keys.objectStore(site, user);
  }

  @Override
  public void close() {
    keys.close();
    search.close();
    office.close();
    sites.close();
    providers.close();
  }
}
