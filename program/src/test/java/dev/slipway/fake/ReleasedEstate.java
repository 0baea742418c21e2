package dev.slipway.fake;

import dev.slipway.config.Estate;
import dev.slipway.config.EstateFile;
import dev.slipway.release.Direction;
import dev.slipway.release.Forecast;
import dev.slipway.release.HoldWatch;
import dev.slipway.release.Plan;
import dev.slipway.release.PlanJson;
import dev.slipway.release.ProxyUpstream;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.release.Releases;
import dev.slipway.release.RestorePoints;
import dev.slipway.release.Switchover;
import dev.slipway.release.watch.DatabaseRescue;
import dev.slipway.release.watch.Peer;
import dev.slipway.service.Endpoint;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.Mailer;
import dev.slipway.service.NewKey;
import dev.slipway.service.SearchIndexes;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import dev.slipway.service.Tickets;
import dev.slipway.service.TransactionSnapshot;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Progress;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An estate in memory as release v42 left it: v42-b serves, its database is written to through both
 * poolers, and that of v41-b follows. The sites of a release v43 get databases that follow that of
 * v42-b when they are first asked for.
 */
public final class ReleasedEstate extends FakeServices {
  public static final ReleaseRequest V42 = new ReleaseRequest("v42", Estate.PRODUCTION);
  public static final ReleaseRequest V43 = new ReleaseRequest("v43", Estate.PRODUCTION);
  private static final Duration BUDGET = Duration.ofSeconds(1);
  private static final String UPSTREAM = "catalog";
  private static final String TEST_UPSTREAM = "catalog-test";

  public final SiteRecord former = site("v41", SiteRole.FORMER);
  public final SiteRecord live = site("v42", SiteRole.CURRENT);
  public final FakeDatabase formerDatabase =
      FakeDatabase.primary(former.name(), former.database(), "7123");
  public final FakeDatabase liveDatabase = formerDatabase.standby(live.name(), live.database());
  public final FakePooler formerPooler = new FakePooler(former.pooler(), live.database());
  public final FakePooler livePooler = new FakePooler(live.pooler(), live.database());
  public final FakeApplication formerApplication = new FakeApplication();
  public final FakeApplication liveApplication = new FakeApplication();
  public final FakeApplication restoredApplication = new FakeApplication();

  /** Of v41-r, when it is launched: as it was at the restore point. */
  public FakeDatabase restoredDatabase;

  /** Of the last fence without a hold. */
  public FakeHoldWatch fenceWatch;

  public final FakeProxy main = new FakeProxy("main", Map.of(UPSTREAM, live.application()));
  public final FakeProxy backup = new FakeProxy("backup", Map.of(UPSTREAM, live.application()));
  public final FakeProxy test = new FakeProxy("test", Map.of(TEST_UPSTREAM, former.application()));
  public final FakeMailer mailer = new FakeMailer();
  public final InMemoryExecution execution = new InMemoryExecution();
  private final FakeSnapshots snapshots = new FakeSnapshots();
  private final Map<String, FakeSearchIndexes> indexes = new HashMap<>();
  private final Map<String, FakeDatabase> laterDatabases = new HashMap<>();
  private final Map<String, FakePooler> laterPoolers = new HashMap<>();
  private final Map<String, FakeApplication> laterApplications = new HashMap<>();

  /**
   * @param folder for the estate's file
   */
  public ReleasedEstate(Path folder) {
    super(load(folder));
    liveDatabase.preparePromotion(BUDGET);
    formerDatabase.prepareFence(live.database());
    formerDatabase.fence(BUDGET);
    liveDatabase.promote(BUDGET);
    formerDatabase.follow(live.database(), BUDGET);
    backups.timeline(3);
    giveKeys();
    schedule(live).install(nightlyBackup(live));
    Stream.of(formerApplication, liveApplication, restoredApplication).forEach(this::answering);
    liveApplication.switchFileIndexer(true);
    liveApplication.logFiles(List.of());
    source.commit(estate().application().branch(), "README", "text");
  }

  private static Estate load(Path folder) {
    try {
      String text =
          EstateFile.reference()
              .replace("soak: 10s", "soak: 0s")
              .replace("replicas: 0", "replicas: 2")
              .replace("replicasWhileIndexing: 0", "replicasWhileIndexing: 1");
      return EstateFile.load(Files.writeString(folder.resolve("estate.yaml"), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SiteRecord site(String version, SiteRole role) {
    String commit = "%040d".formatted(Integer.parseInt(version.substring(1)));
    return provider.launch(
        new SiteRequest(version + "-b", role, version + ".0", commit, Optional.empty()),
        BUDGET,
        line -> {});
  }

  /** Each user's former key was made inactive when the new one became active. */
  private void giveKeys() {
    for (String user : keyUsers()) {
      NewKey before = ring.create(user);
      NewKey now = ring.create(user);
      ring.activate(user, now.id());
      install(former, user, before);
      install(live, user, now);
    }
  }

  private void answering(FakeApplication application) {
    application.indexer(
        new IndexerStatus(
            "waiting",
            false,
            Optional.of(new TransactionSnapshot(1 << 20, 1 << 20)),
            Optional.empty(),
            0,
            List.of()));
    for (FakeProxy proxy : List.of(main, backup)) {
      application.answersAt(proxy.url(), () -> behind(proxy, UPSTREAM));
    }
    application.answersAt(test.url(), () -> behind(test, TEST_UPSTREAM));
  }

  /** Puts the release into the journal: with these steps, to where they lead. */
  public void journal(Step... steps) {
    Plan plan =
        new Plan(
            V42,
            Direction.FORWARD,
            Instant.now(),
            former,
            List.of(),
            Forecast.of(List.of()),
            Optional.empty());
    execution.run("v42", PlanJson.write(plan), List.of(steps), StepListener.silent());
  }

  /** The release's step that sets its restore point, now. */
  public Step restorePoint() {
    return new Step() {
      @Override
      public String name() {
        return "set-restore-point";
      }

      @Override
      public List<String> rows() {
        return List.of();
      }

      @Override
      public String description() {
        return "";
      }

      @Override
      public Optional<Evidence> observe() {
        return Optional.empty();
      }

      @Override
      public Evidence apply(Progress progress) {
        restoredDatabase = liveDatabase.restored("v41-r", new Endpoint("127.0.200.3", 5432));
        return RestorePoints.evidence(liveDatabase.setRestorePoint("slipway-v42"));
      }
    };
  }

  public Releases releases() {
    return new Releases(this, estate(), () -> execution, Clock.systemUTC());
  }

  @Override
  public FakeDatabase database(SiteRecord site) {
    return later(site)
        ? laterDatabases.computeIfAbsent(
            site.name(), name -> liveDatabase.standby(name, site.database()))
        : of(site, formerDatabase, liveDatabase, restoredDatabase);
  }

  @Override
  public FakePooler pooler(SiteRecord site) {
    return later(site)
        ? laterPoolers.computeIfAbsent(
            site.name(), name -> new FakePooler(site.pooler(), site.database()))
        : of(site, formerPooler, livePooler, null);
  }

  @Override
  public HoldWatch holdWatch(SiteRecord from, SiteRecord to) {
    return new FakeHoldWatch(Switchover.Side.of(this, from), Switchover.Side.of(this, to));
  }

  @Override
  public FakeHoldWatch fenceWatch(SiteRecord from, SiteRecord to) {
    fenceWatch =
        new FakeHoldWatch(
            DatabaseRescue.ofFence(
                Switchover.Side.of(this, from), new Peer(to.name(), database(to))));
    return fenceWatch;
  }

  @Override
  public SearchIndexes indexes(SiteRecord site) {
    return indexes.computeIfAbsent(site.name(), name -> emptyIndex(application(site)));
  }

  private FakeSearchIndexes emptyIndex(FakeApplication application) {
    FakeSearchIndexes empty = new FakeSearchIndexes(snapshots);
    empty.create(application.index().name(), application.index().definition());
    return empty;
  }

  @Override
  public FakeApplication application(SiteRecord site) {
    return later(site)
        ? laterApplications.computeIfAbsent(site.name(), name -> laterApplication())
        : of(site, formerApplication, liveApplication, restoredApplication);
  }

  private FakeApplication laterApplication() {
    FakeApplication application = new FakeApplication();
    answering(application);
    return application;
  }

  private static boolean later(SiteRecord site) {
    return site.version().startsWith("v43");
  }

  @Override
  public List<ProxyUpstream> proxies() {
    return Stream.of(main, backup)
        .map(proxy -> new ProxyUpstream(proxy, UPSTREAM, proxy.url()))
        .toList();
  }

  @Override
  public List<ProxyUpstream> testProxies() {
    return List.of(new ProxyUpstream(test, TEST_UPSTREAM, test.url()));
  }

  @Override
  public Optional<Mailer> mail() {
    return Optional.of(mailer);
  }

  @Override
  public Optional<Tickets> tickets() {
    return Optional.empty();
  }

  private <T> T of(SiteRecord site, T formers, T lives, T restored) {
    return site.name().equals(live.name())
        ? lives
        : site.name().equals(former.name()) ? formers : restored;
  }
}
