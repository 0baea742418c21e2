package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.config.KeySettings;
import dev.slipway.config.KeySettings.KeyUser;
import dev.slipway.config.Profile;
import dev.slipway.config.ProxySettings;
import dev.slipway.config.TicketSettings;
import dev.slipway.driver.cron.CronFileSchedule;
import dev.slipway.driver.cron.CronSettings;
import dev.slipway.driver.git.GitRepository;
import dev.slipway.driver.git.GitSettings;
import dev.slipway.driver.iam.IamKeyRing;
import dev.slipway.driver.keyfile.KeyFileRing;
import dev.slipway.driver.mail.MailSettings;
import dev.slipway.driver.mail.SmtpMailer;
import dev.slipway.driver.nginx.NginxProxy;
import dev.slipway.driver.nginx.NginxSettings;
import dev.slipway.driver.opensearch.OpenSearchCluster;
import dev.slipway.driver.opensearch.OpenSearchIndexes;
import dev.slipway.driver.opensearch.SnapshotPlace;
import dev.slipway.driver.pgbouncer.PgbouncerPooler;
import dev.slipway.driver.redmine.RedmineSettings;
import dev.slipway.driver.redmine.RedmineTickets;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Jobs;
import dev.slipway.node.Manifest;
import dev.slipway.node.SiteFiles;
import dev.slipway.provider.aws.AwsProvider;
import dev.slipway.provider.local.LocalProvider;
import dev.slipway.release.HeldTimes;
import dev.slipway.release.HoldWatch;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.Services;
import dev.slipway.service.Application;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.Database;
import dev.slipway.service.KeyRing;
import dev.slipway.service.Mailer;
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
  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration GIT = Duration.ofMinutes(5);
  private static final String NIGHTLY_BACKUP = "nightly-backup";

  private final Estate estate;
  private final Path estateFile;
  private final ThisMachine machine;
  private final Jobs jobs;
  private final Kept kept = new Kept();

  EstateServices(Estate estate, Path estateFile, ThisMachine machine, Jobs jobs) {
    this.estate = estate;
    this.estateFile = estateFile;
    this.machine = machine;
    this.jobs = jobs;
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
    return switch (estate.profile(profile).provider()) {
      case LOCAL -> local(profile);
      case AWS -> aws(profile, Optional.empty());
      case SSH -> throw noSites(profile);
    };
  }

  @Override
  public Provider provider(String profile, String instanceType) {
    return switch (estate.profile(profile).provider()) {
      case LOCAL -> local(profile);
      case AWS -> aws(profile, Optional.of(instanceType));
      case SSH -> throw noSites(profile);
    };
  }

  private static SlipwayException noSites(String profile) {
    return new SlipwayException(
        ErrorCode.USAGE,
        "profile %s has servers that exist already; no site is launched on them yet"
            .formatted(profile),
        "`slipway server` works on them");
  }

  private AwsProvider aws(String profile, Optional<String> instanceType) {
    return kept.get(
        AwsProvider.class,
        profile + " " + instanceType.orElse(""),
        () -> new AwsWiring(estate, profile, source()).provider(instanceType));
  }

  private LocalProvider local(String profile) {
    return kept.get(
        LocalProvider.class,
        profile,
        () -> new LocalWiring(estate, estate.profile(profile), machine).provider());
  }

  /** Its files are read where they lie: on this machine. */
  private SiteWiring wiring(SiteRecord site) {
    if (estate.production().provider() != Profile.Kind.LOCAL) {
      throw new SlipwayException(
          ErrorCode.USAGE,
          "this version reaches into servers of this machine only, not into " + site.name(),
          "deploy works with profiles of AWS; releases and the other verbs do not yet");
    }
    Manifest manifest =
        local(Estate.PRODUCTION)
            .manifest(site.name())
            .orElseThrow(
                () ->
                    new SlipwayException(
                        ErrorCode.SITE_UNKNOWN,
                        "there is no site " + site.name(),
                        "was it terminated meanwhile?"));
    return new SiteWiring(estate, manifest, machine);
  }

  @Override
  public SourceRepository source() {
    return kept.get(GitRepository.class, "", this::git);
  }

  private GitRepository git() {
    return new GitRepository(
        new GitSettings(
            estate.application().repository().text(),
            estate.state().resolve("source"),
            estate.application().workTree(),
            new GitSettings.Identity("Slipway", "slipway@localhost"),
            GIT),
        machine.runner());
  }

  @Override
  public Database database(SiteRecord site) {
    return kept.get(Database.class, site.name(), () -> wiring(site).database(pgbouncer(site)));
  }

  @Override
  public Pooler pooler(SiteRecord site) {
    return pgbouncer(site);
  }

  private PgbouncerPooler pgbouncer(SiteRecord site) {
    return kept.get(PgbouncerPooler.class, site.name(), () -> wiring(site).pooler());
  }

  @Override
  public HoldWatch holdWatch(SiteRecord from, SiteRecord to) {
    return wiring(from).watch(HoldWatchMain.Of.HOLD, estateFile, to.name());
  }

  @Override
  public HoldWatch fenceWatch(SiteRecord from, SiteRecord to) {
    return wiring(from).watch(HoldWatchMain.Of.FENCE, estateFile, to.name());
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

  @Override
  public Application application(SiteRecord site) {
    return kept.get(Application.class, site.name(), () -> wiring(site).application());
  }

  @Override
  public BackupRepository backups(SiteRecord site) {
    return kept.get(BackupRepository.class, site.name(), () -> wiring(site).backups());
  }

  @Override
  public List<ProxyUpstream> proxies() {
    return estate.services().proxies().stream()
        .map(
            settings ->
                new ProxyUpstream(nginx(settings), settings.upstream(), settings.url().toString()))
        .toList();
  }

  @Override
  public List<ProxyUpstream> testProxies() {
    return estate.services().proxies().stream()
        .flatMap(settings -> settings.test().map(test -> upstream(settings, test)).stream())
        .toList();
  }

  private ProxyUpstream upstream(ProxySettings settings, ProxySettings.Test test) {
    return new ProxyUpstream(nginx(settings), test.upstream(), test.url().toString());
  }

  private NginxProxy nginx(ProxySettings settings) {
    return kept.get(
        NginxProxy.class,
        settings.name(),
        () ->
            new NginxProxy(
                new NginxSettings(
                    settings.name(),
                    settings.url().toString(),
                    settings.config(),
                    settings.prefix(),
                    "nginx",
                    Optional.empty(),
                    settings.drain()),
                machine.runner()));
  }

  @Override
  public Schedule schedule(SiteRecord site) {
    Path file = estate.rules().schedule().fileOf(site.name());
    return kept.get(
        Schedule.class,
        site.name(),
        () -> new CronFileSchedule(new CronSettings(file, System.getProperty("user.name"))));
  }

  @Override
  public Schedule.Entry nightlyBackup(SiteRecord site) {
    return new Schedule.Entry(
        NIGHTLY_BACKUP,
        estate.services().backup().schedule().text(),
        List.of(
            ThisMachine.slipway(),
            "backup",
            "push",
            "--site",
            site.name(),
            "--estate",
            estateFile.toAbsolutePath().toString()));
  }

  @Override
  public Optional<Mailer> mail() {
    return estate
        .services()
        .mail()
        .map(mail -> kept.get(Mailer.class, "", () -> new SmtpMailer(smtp(mail))));
  }

  private static MailSettings smtp(dev.slipway.config.MailSettings mail) {
    return new MailSettings(
        new MailSettings.Relay(mail.smtp().host(), mail.smtp().port(), mail.starttls()),
        mail.password()
            .map(
                password ->
                    new MailSettings.Login(mail.user().orElse(mail.from()), password.read())),
        mail.from(),
        mail.to(),
        ANSWER);
  }

  @Override
  public Optional<Tickets> tickets() {
    return estate
        .services()
        .tickets()
        .map(tickets -> kept.get(Tickets.class, "", () -> new RedmineTickets(redmine(tickets))));
  }

  private static RedmineSettings redmine(TicketSettings tickets) {
    return new RedmineSettings(
        tickets.url(),
        tickets.key().read(),
        Optional.of(tickets.project()),
        tickets.from(),
        tickets.to(),
        ANSWER);
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
    return wiring(site).credentials(user(user));
  }

  /** A new one for each key: the one before may be of another key. */
  @Override
  public ObjectStore objectStore(SiteRecord site, String user) {
    KeyUser owner = user(user);
    String key = wiring(site).credentials(owner).keyId(owner.profile()).orElse("none");
    return kept.get(
        ObjectStore.class,
        site.name() + " " + user + " " + key,
        () -> wiring(site).objectStore(owner));
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
  }
}
