package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.config.Estate;
import dev.slipway.config.EstateFile;
import dev.slipway.config.ProxySettings;
import dev.slipway.fake.FakeApplication;
import dev.slipway.fake.FakeCredentialsFile;
import dev.slipway.fake.FakeDatabase;
import dev.slipway.fake.FakeKeyRing;
import dev.slipway.fake.FakeMachines;
import dev.slipway.fake.FakeObjectStore;
import dev.slipway.fake.FakeProvider;
import dev.slipway.fake.FakeSchedule;
import dev.slipway.fake.FakeSearchCluster;
import dev.slipway.fake.FakeSourceRepository;
import dev.slipway.fake.GuardedObjectStore;
import dev.slipway.release.HeldTimes;
import dev.slipway.release.HoldWatch;
import dev.slipway.release.LogFiles;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.Releases;
import dev.slipway.release.ServerLogFiles;
import dev.slipway.release.Services;
import dev.slipway.service.AccessKey;
import dev.slipway.service.Application;
import dev.slipway.service.Backup;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.Database;
import dev.slipway.service.Endpoint;
import dev.slipway.service.KeyRing;
import dev.slipway.service.Machines;
import dev.slipway.service.Mailer;
import dev.slipway.service.NewKey;
import dev.slipway.service.ObjectStore;
import dev.slipway.service.Pooler;
import dev.slipway.service.Provider;
import dev.slipway.service.Proxy;
import dev.slipway.service.Schedule;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.SearchIndexes;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.service.SourceRepository;
import dev.slipway.service.Ticket;
import dev.slipway.service.Tickets;
import dev.slipway.workflow.Journal;
import dev.slipway.workflow.ReleaseRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** An estate in memory with two sites, v41-b (current) and v42-b, for tests of the verbs. */
final class CliEstate implements OpenEstate, Services {
  final SiteRecord old = site("v41-b", "127.0.41.1", SiteRole.CURRENT);
  final SiteRecord next = site("v42-b", "127.0.41.2", SiteRole.CANDIDATE);
  final FakeDatabase oldDatabase = FakeDatabase.primary(old.name(), old.database(), "7123");
  final FakeDatabase nextDatabase = oldDatabase.standby(next.name(), next.database());
  final FakeApplication application = new FakeApplication();
  final FakeKeyRing ring = new FakeKeyRing();
  final FakeSourceRepository source = new FakeSourceRepository();
  final List<Ticket> tickets = new ArrayList<>();
  final FakeMachines machines = new FakeMachines();
  final List<Backup> backups = new ArrayList<>();
  final FakeProvider provider = new FakeProvider();
  final FakeSearchCluster search = new FakeSearchCluster();
  final List<ReleaseRecord> releases = new ArrayList<>();
  final Map<String, Endpoint> sendsTo = new HashMap<>();
  String clustersProfile = Estate.PRODUCTION;
  boolean closed;

  private final Map<String, CredentialsFile> credentials = new HashMap<>();
  private final Map<String, Schedule> schedules = new HashMap<>();
  private final FakeObjectStore store = new FakeObjectStore();
  private final Path file;
  private final Estate estate;

  CliEstate(Path file) {
    this.file = file;
    estate = EstateFile.load(file);
    provider.add(old);
    provider.add(next);
    sendsTo.put("main", old.application());
    sendsTo.put("backup", old.application());
    sendsTo.put("main test", new Endpoint("127.0.41.9", 8080));
    store.ensureBucket("backups");
    store.ensureBucket("logs");
    for (String url : List.of("http://127.0.41.250:8080", "http://127.0.41.251:8080")) {
      String proxy = url.contains("250") ? "main" : "backup";
      application.answersAt(url, () -> Optional.of(siteAt(sendsTo.get(proxy))));
    }
    for (ProxyUpstream test : testProxies()) {
      application.answersAt(test.url(), () -> launchedAt(sendsTo.get(test.proxy().name())));
    }
  }

  /** That of the reference file, written into a folder. */
  static CliEstate in(Path folder) throws IOException {
    return new CliEstate(Files.writeString(folder.resolve("estate.yaml"), EstateFile.reference()));
  }

  /** Runs a verb of it, given as it is typed. */
  CommandLineRun run(String verb) {
    List<String> words = new ArrayList<>(List.of(verb.split(" +", -1)));
    words.addAll(List.of("--estate", file.toString()));
    return CommandLineRun.of(opened -> this, words.toArray(String[]::new));
  }

  private Optional<String> launchedAt(Endpoint server) {
    return provider.sites().stream()
        .filter(site -> site.application().equals(server))
        .map(SiteRecord::name)
        .findFirst();
  }

  private String siteAt(Endpoint server) {
    return server.equals(old.application()) ? old.name() : next.name();
  }

  private static SiteRecord site(String name, String address, SiteRole role) {
    return new SiteRecord(
        name,
        role,
        name.substring(0, 3) + ".0",
        "0123456789012345678901234567890123456789",
        address,
        new Endpoint(address, 5432),
        new Endpoint(address, 6432),
        new Endpoint(address, 8080),
        new Endpoint(address, 9200));
  }

  @Override
  public Estate estate() {
    return estate;
  }

  @Override
  public Machines machines(String profile) {
    return machines;
  }

  @Override
  public Services services() {
    return this;
  }

  /** None was measured: the file does not exist. */
  @Override
  public HeldTimes heldTimes() {
    return new HeldTimes(estate.state().resolve("held-times.jsonl"));
  }

  @Override
  public Releases releases() {
    return new Releases(
        this,
        estate,
        () -> {
          throw new AssertionError("this verb must not open the journal");
        },
        Clock.systemUTC());
  }

  @Override
  public Journal journal() {
    return new Journal() {
      @Override
      public Optional<ReleaseRecord> find(String id) {
        return releases.stream().filter(release -> release.id().equals(id)).findFirst();
      }

      @Override
      public List<ReleaseRecord> releases() {
        return releases;
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public int endOrphans() {
    return 0;
  }

  @Override
  public Provider provider() {
    return provider;
  }

  @Override
  public Provider provider(String profile) {
    return provider;
  }

  @Override
  public SourceRepository source() {
    return source;
  }

  @Override
  public Application application(SiteRecord site) {
    return application;
  }

  @Override
  public BackupRepository backups(SiteRecord site) {
    return new BackupRepository() {
      @Override
      public void initialise() {}

      @Override
      public Backup push(Consumer<String> progress) {
        progress.accept("full backup");
        backups.add(
            new Backup("20260301-070000F", Instant.now(), Duration.ofSeconds(3), 5L << 20, 1));
        return backups.getLast();
      }

      @Override
      public List<Backup> list() {
        return backups;
      }

      @Override
      public Duration proveRestore(Duration deadline) {
        return Duration.ofSeconds(2);
      }
    };
  }

  @Override
  public List<ProxyUpstream> proxies() {
    return estate.services().proxies().stream()
        .map(
            settings ->
                new ProxyUpstream(
                    proxy(settings.name()), settings.upstream(), settings.url().toString()))
        .toList();
  }

  @Override
  public List<ProxyUpstream> testProxies() {
    return estate.services().proxies().stream()
        .flatMap(settings -> settings.test().map(test -> upstream(settings, test)).stream())
        .toList();
  }

  private ProxyUpstream upstream(ProxySettings settings, ProxySettings.Test test) {
    String url = test.url().toString();
    return new ProxyUpstream(proxy(settings.name() + " test"), test.upstream(), url);
  }

  private Proxy proxy(String name) {
    return new Proxy() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Endpoint current(String upstream) {
        return sendsTo.get(name);
      }

      @Override
      public List<String> show() {
        return List.of("catalog: " + sendsTo.get(name));
      }

      @Override
      public void test() {}

      @Override
      public void switchTo(String upstream, Endpoint server) {
        sendsTo.put(name, server);
      }

      @Override
      public void settle() {}

      @Override
      public String preview(String upstream, Endpoint server) {
        return "-server %s;%n+server %s;".formatted(sendsTo.get(name), server);
      }
    };
  }

  @Override
  public Optional<Tickets> tickets() {
    return Optional.of(
        new Tickets() {
          @Override
          public List<Ticket> ready() {
            return List.copyOf(tickets);
          }

          @Override
          public Ticket close(Ticket ticket) {
            tickets.remove(ticket);
            return new Ticket(ticket.id(), ticket.subject(), "Closed");
          }
        });
  }

  @Override
  public KeyRing keyRing() {
    return ring;
  }

  @Override
  public List<String> keyUsers() {
    return List.of("write-backups", "upload-files");
  }

  @Override
  public CredentialsFile credentials(SiteRecord site, String user) {
    return credentials.computeIfAbsent(site.name() + user, key -> new FakeCredentialsFile());
  }

  @Override
  public NewKey key(SiteRecord site, String user) {
    String profile = estate.services().keys().user(user).orElseThrow().profile();
    return credentials(site, user).key(profile).orElseThrow();
  }

  @Override
  public LogFiles logs(SiteRecord site) {
    return new ServerLogFiles(
        application(site), estate.state().resolve("scratch"), (to, key) -> store);
  }

  /** A store that refuses whoever's key on that site is not active. */
  @Override
  public ObjectStore objectStore(SiteRecord site, String user) {
    return GuardedObjectStore.of(store, () -> active(site, user));
  }

  private boolean active(SiteRecord site, String user) {
    String profile = estate.services().keys().user(user).orElseThrow().profile();
    Optional<String> held = credentials(site, user).keyId(profile);
    return ring.keys(user).stream()
        .filter(AccessKey::active)
        .map(AccessKey::id)
        .anyMatch(id -> held.filter(id::equals).isPresent());
  }

  /** Gives each user an active key on a site. */
  void giveKeys(SiteRecord site) {
    for (String user : keyUsers()) {
      NewKey key = ring.create(user);
      ring.activate(user, key.id());
      credentials(site, user)
          .install(estate.services().keys().user(user).orElseThrow().profile(), key);
    }
  }

  @Override
  public Database database(SiteRecord site) {
    return site.name().equals(old.name()) ? oldDatabase : nextDatabase;
  }

  @Override
  public Pooler pooler(SiteRecord site) {
    throw new AssertionError("no verb asks the pooler");
  }

  @Override
  public HoldWatch holdWatch(SiteRecord from, SiteRecord to) {
    throw new AssertionError("no verb holds writes by itself");
  }

  @Override
  public HoldWatch fenceWatch(SiteRecord from, SiteRecord to) {
    throw new AssertionError("no verb fences a database by itself");
  }

  @Override
  public boolean sharesSnapshots() {
    return true;
  }

  @Override
  public SearchIndexes indexes(SiteRecord site) {
    throw new AssertionError("no verb asks for indexes");
  }

  @Override
  public SearchCluster search(SiteRecord site) {
    return search;
  }

  @Override
  public SearchCluster search(ClusterRecord cluster) {
    return search;
  }

  @Override
  public String profileOf(ClusterRecord cluster) {
    return clustersProfile;
  }

  @Override
  public Schedule schedule(SiteRecord site) {
    return schedules.computeIfAbsent(site.name(), name -> new FakeSchedule());
  }

  @Override
  public Schedule.Entry nightlyBackup(SiteRecord site) {
    return new Schedule.Entry("nightly-backup", "0 7 * * *", List.of("slipway", "backup", "push"));
  }

  @Override
  public Optional<Mailer> mail() {
    return Optional.empty();
  }
}
