package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.config.Estate;
import dev.slipway.config.EstateFile;
import dev.slipway.fake.FakeApplication;
import dev.slipway.fake.FakeDatabase;
import dev.slipway.fake.FakeMachines;
import dev.slipway.fake.FakeProxy;
import dev.slipway.fake.FakeServices;
import dev.slipway.fake.FakeTickets;
import dev.slipway.release.HoldWatch;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.Releases;
import dev.slipway.release.Services;
import dev.slipway.service.Application;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.Database;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Machines;
import dev.slipway.service.Mailer;
import dev.slipway.service.NewKey;
import dev.slipway.service.Pooler;
import dev.slipway.service.SearchIndexes;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.service.Tickets;
import dev.slipway.workflow.Journal;
import dev.slipway.workflow.ReleaseRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An estate in memory with two sites, v41-b (current) and v42-b, for tests of the verbs. */
final class CliEstate extends FakeServices implements OpenEstate {
  static final String UPSTREAM = "catalog";
  static final String TEST_UPSTREAM = "catalog-test";
  private static final String TEST_URL = "http://test.invalid";

  final SiteRecord old = site("v41-b", "127.0.41.1", SiteRole.CURRENT);
  final SiteRecord next = site("v42-b", "127.0.41.2", SiteRole.CANDIDATE);
  final FakeDatabase oldDatabase = FakeDatabase.primary(old.name(), old.database(), "7123");
  final FakeDatabase nextDatabase = oldDatabase.standby(next.name(), next.database());
  final FakeApplication application = new FakeApplication();
  final FakeProxy main =
      new FakeProxy(
          "main",
          Map.of(UPSTREAM, old.application(), TEST_UPSTREAM, new Endpoint("127.0.41.9", 8080)));
  final FakeProxy backup = new FakeProxy("backup", Map.of(UPSTREAM, old.application()));
  final FakeTickets tickets = new FakeTickets();
  final FakeMachines machines = new FakeMachines();
  final List<ReleaseRecord> releases = new ArrayList<>();
  String clustersProfile = Estate.PRODUCTION;
  boolean closed;

  private final Path file;

  CliEstate(Path file) {
    super(EstateFile.load(file));
    this.file = file;
    provider.add(old);
    provider.add(next);
    for (FakeProxy proxy : List.of(main, backup)) {
      application.answersAt(proxy.url(), () -> behind(proxy, UPSTREAM));
    }
    application.answersAt(TEST_URL, () -> behind(main, TEST_UPSTREAM));
  }

  /** That of the reference file, written into a folder. */
  static CliEstate in(Path folder) throws IOException {
    return in(folder, EstateFile.reference());
  }

  /** That of a text, written into a folder. */
  static CliEstate in(Path folder, String text) throws IOException {
    return new CliEstate(Files.writeString(folder.resolve("estate.yaml"), text));
  }

  /** Runs a verb of it, given as it is typed, without quotes. */
  CommandLineRun run(String verb) {
    List<String> words = new ArrayList<>(List.of(verb.split(" +", -1)));
    words.addAll(List.of("--estate", file.toString()));
    return CommandLineRun.of(opened -> this, words.toArray(String[]::new));
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
  public Machines machines(String profile) {
    return machines;
  }

  @Override
  public Services services() {
    return this;
  }

  @Override
  public Releases releases() {
    return new Releases(
        this,
        estate(),
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
  public Application application(SiteRecord site) {
    return application;
  }

  @Override
  public List<ProxyUpstream> proxies() {
    return Stream.of(main, backup)
        .map(proxy -> new ProxyUpstream(proxy, UPSTREAM, proxy.url()))
        .toList();
  }

  @Override
  public List<ProxyUpstream> testProxies() {
    return List.of(new ProxyUpstream(main, TEST_UPSTREAM, TEST_URL));
  }

  @Override
  public Optional<Tickets> tickets() {
    return Optional.of(tickets);
  }

  /** Gives each user an active key on a site. */
  void giveKeys(SiteRecord site) {
    for (String user : keyUsers()) {
      NewKey key = ring.create(user);
      ring.activate(user, key.id());
      install(site, user, key);
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
  public SearchIndexes indexes(SiteRecord site) {
    throw new AssertionError("no verb asks for indexes");
  }

  @Override
  public String profileOf(ClusterRecord cluster) {
    return clustersProfile;
  }

  @Override
  public Optional<Mailer> mail() {
    return Optional.empty();
  }
}
