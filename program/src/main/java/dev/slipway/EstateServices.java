package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.config.KeySettings;
import dev.slipway.config.KeySettings.Home;
import dev.slipway.config.KeySettings.KeyUser;
import dev.slipway.driver.git.GitRepository;
import dev.slipway.driver.git.GitSettings;
import dev.slipway.driver.iam.IamKeyRing;
import dev.slipway.driver.keyfile.KeyFileRing;
import dev.slipway.driver.opensearch.OpenSearchCluster;
import dev.slipway.driver.opensearch.OpenSearchIndexes;
import dev.slipway.driver.opensearch.SnapshotPlace;
import dev.slipway.driver.s3.S3ObjectStore;
import dev.slipway.driver.s3.S3Settings;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
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
import dev.slipway.service.ServerRecord;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SourceRepository;
import dev.slipway.service.Tickets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The drivers of an estate, each made when it is first asked for. */
final class EstateServices implements Services, AutoCloseable {
  private static final Duration GIT = Duration.ofMinutes(5);

  private final Estate estate;
  private final Jobs jobs;
  private final SourceRepository source;
  private final Providers providers;
  private final Sites sites;
  private final ProxyWiring proxies;
  private final OfficeWiring office;
  private final Kept kept = new Kept();

  EstateServices(Estate estate, Path estateFile, ThisMachine machine, Jobs jobs) {
    this.estate = estate;
    this.jobs = jobs;
    this.source = new GitRepository(git(estate), machine.runner());
    this.providers = new Providers(estate, machine, source, this::backupKey);
    this.sites = new Sites(estate, estateFile, providers, machine);
    this.proxies = new ProxyWiring(estate.services().proxies(), machine.runner());
    this.office = new OfficeWiring(estate.services());
  }

  private static GitSettings git(Estate estate) {
    return new GitSettings(
        estate.application().repository().text(),
        estate.state().resolve("source"),
        estate.application().workTree(),
        new GitSettings.Identity("Slipway", "slipway@localhost"),
        GIT);
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
    return search(site.name(), site.servers());
  }

  @Override
  public SearchCluster search(ClusterRecord cluster) {
    return search(cluster.name(), cluster.servers());
  }

  private SearchCluster search(String name, List<ServerRecord> servers) {
    return kept.get(
        SearchCluster.class,
        name,
        () -> new OpenSearchCluster(name, servers.stream().map(ServerRecord::search).toList()));
  }

  @Override
  public String profileOf(ClusterRecord cluster) {
    return estate.profiles().keySet().stream()
        .filter(profile -> launched(profile, cluster))
        .findFirst()
        .orElse(Estate.PRODUCTION);
  }

  /** Profiles of this machine see all that runs here, and launch in a network of their own. */
  private boolean launched(String profile, ClusterRecord cluster) {
    return estate
        .profile(profile)
        .network()
        .map(network -> cluster.servers().stream().allMatch(on -> network.has(on.address())))
        .orElseGet(() -> provider(profile).clusters().contains(cluster));
  }

  @Override
  public SearchIndexes indexes(SiteRecord site) {
    return kept.get(
        SearchIndexes.class,
        site.name(),
        () ->
            new OpenSearchIndexes(
                site.name(),
                site.servers().stream().map(ServerRecord::search).toList(),
                SnapshotPlace.folder(SiteFiles.snapshots(estate.state()))));
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
    return kept.get(KeyRing.class, "", () -> keyRing(estate.services().keys()));
  }

  private static KeyRing keyRing(KeySettings keys) {
    return switch (keys.driver()) {
      case KEYFILE -> new KeyFileRing(keys.file().orElseThrow(), Clock.systemUTC());
      case IAM -> new IamKeyRing(AwsWiring.access(keys.aws().orElseThrow()));
    };
  }

  @Override
  public List<String> keyUsers() {
    return estate.services().keys().users().stream().map(KeyUser::name).toList();
  }

  @Override
  public CredentialsFile credentials(SiteRecord site, String user) {
    return sites.of(site).credentials(user(user).credentials());
  }

  @Override
  public NewKey key(SiteRecord site, String user) {
    return credentials(site, user)
        .key(user(user).profile())
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.SECRET_MISSING,
                    "%s holds no key of %s".formatted(site.name(), user),
                    "make one with `slipway keys rotate`"));
  }

  /** A new one for each key: the one before may be of another key. */
  @Override
  public ObjectStore objectStore(SiteRecord site, String user) {
    NewKey key = key(site, user);
    return kept.get(ObjectStore.class, site.name() + " " + user + " " + key.id(), () -> store(key));
  }

  private S3ObjectStore store(NewKey key) {
    var store = estate.services().objectStore();
    return new S3ObjectStore(new S3Settings(store.endpoint(), store.region(), store.ca(), key));
  }

  private KeyUser user(String name) {
    return estate
        .services()
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
    office.close();
    sites.close();
    providers.close();
  }
}
