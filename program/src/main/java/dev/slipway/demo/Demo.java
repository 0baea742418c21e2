package dev.slipway.demo;

import dev.slipway.config.Estate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import dev.slipway.node.JavaProgram;
import dev.slipway.release.CurrentSite;
import dev.slipway.release.ReleaseRequest;
import dev.slipway.service.SiteRecord;
import dev.slipway.workflow.Progress;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The demo: an estate at v41, clients that write and read all the time, a release to v42 by the
 * product's own command line, the ledger and the report.
 */
public final class Demo {
  private static final ReleaseRequest REQUEST = new ReleaseRequest("v42", Estate.PRODUCTION);
  private static final String FROM = "v41";
  private static final Duration RELEASE = Duration.ofMinutes(30);
  private static final Duration STEADY = Duration.ofSeconds(3);
  private static final Duration WARM = Duration.ofSeconds(30);
  private static final int STEADY_WRITES = 500;

  private final DemoOptions options;
  private final Progress progress;
  private final Runner runner = new LocalRunner();

  public Demo(DemoOptions options, Progress progress) {
    this.options = options;
    this.progress = progress;
  }

  /**
   * Runs it all. A signal that ends this process ends it in order: what was begun is stopped first.
   *
   * @return what it showed, when the release completed, nothing was lost or doubled, and both
   *     proxies answer from the new site
   * @throws SlipwayException what went wrong otherwise; the report is written all the same once the
   *     release was begun
   */
  public DemoReport run() {
    DemoEstate estate = new DemoEstate(options.state(), progress);
    try (EndOnSignal end = EndOnSignal.ofThisThread()) {
      try {
        estate.start(options.sources(), options.documents(), options.clusters());
        DemoReport report = release(estate);
        report.write(options.report());
        judge(estate, report);
        return report;
      } finally {
        boolean ended = end.putAway();
        finish(estate, options.keep() && !ended);
      }
    }
  }

  private DemoReport release(DemoEstate estate) {
    LoadSettings settings = settings(URI.create(estate.proxyUrls().getFirst()));
    progress.say(
        "%d writers and %d readers begin, through %s"
            .formatted(settings.writers(), settings.readers(), settings.site()));
    try (Load load = Load.start(settings);
        RollingKill kill = new RollingKill(estate, REQUEST, progress)) {
      awaitSteady(load);
      if (options.clusters().kills()) {
        kill.begin();
      }
      Result ended = runner.run(startRelease(estate), progress::say);
      List<NodeKill> kills = kill.end();
      awaitSteady(load);
      LoadResult seen = load.stop();
      progress.say("the load has ended; the ledger is checked");
      return report(estate, ended, seen, kills);
    }
  }

  private LoadSettings settings(URI site) {
    return options.clusters().former().isPresent()
        ? LoadSettings.besideClusters(site, "demo")
        : LoadSettings.of(site, "demo");
  }

  private DemoReport report(
      DemoEstate estate, Result ended, LoadResult seen, List<NodeKill> kills) {
    ReleaseRecord release = find(estate, ended);
    SiteRecord current = new CurrentSite(estate.open().services()).find();
    Ledger ledger = Ledger.check(estate.database(current), seen);
    return new DemoReport(FROM, release, seen, ledger, kills);
  }

  private Command startRelease(DemoEstate estate) {
    List<String> verb =
        new ArrayList<>(
            List.of(
                "release", "start", REQUEST.version(), "--estate", estate.estateFile().toString()));
    options.clusters().next().ifPresent(size -> verb.addAll(List.of("--cluster-size", "" + size)));
    return Command.of(slipway(verb)).within(RELEASE);
  }

  /** A verb of the command line as a process of its own. */
  static List<String> slipway(List<String> verb) {
    return JavaProgram.here(List.of("-Xmx384m"), "dev.slipway.cli.Main").with(verb);
  }

  /** Until writes flow at their rate: what is measured is the release, not the warming up. */
  private static void awaitSteady(Load load) {
    long before = load.acknowledged();
    long begun = System.nanoTime();
    Await.of("a steady load", WARM)
        .untilTrue(
            () ->
                load.acknowledged() - before >= STEADY_WRITES
                    && System.nanoTime() - begun >= STEADY.toNanos());
  }

  private static ReleaseRecord find(DemoEstate estate, Result ended) {
    return estate
        .open()
        .journal()
        .find(REQUEST.version())
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.RELEASE_UNKNOWN,
                    "the release did not begin: " + ended.lastLine(),
                    "the lines above say why"));
  }

  private void judge(DemoEstate estate, DemoReport report) {
    if (report.release().state() != ReleaseState.COMPLETED) {
      throw new SlipwayException(
          ErrorCode.RELEASE_STATE,
          "the release is " + report.release().state().name().toLowerCase(Locale.ROOT),
          "the report in %s says at which step".formatted(options.report()));
    }
    if (!report.ledger().clean()) {
      throw new SlipwayException(
          ErrorCode.LEDGER_UNCLEAN,
          "%d acknowledged writes are lost and %d are doubled"
              .formatted(report.ledger().lost().size(), report.ledger().duplicated().size()),
          "the report in %s has their identities".formatted(options.report()));
    }
    requireKills(report.kills());
    estate.proxyUrls().forEach(url -> requireNew(estate, url));
  }

  /** How many documents give time for all of them depends on the machine. */
  private void requireKills(List<NodeKill> kills) {
    int wanted = options.clusters().killed();
    if (kills.size() < wanted) {
      throw new SlipwayException(
          ErrorCode.RELEASE_STATE,
          "the index was there when %d of %d data nodes had been killed"
              .formatted(kills.size(), wanted),
          "nothing else is wrong; let the index take longer: --documents with more");
    }
  }

  private static void requireNew(DemoEstate estate, String url) {
    SiteRecord current = new CurrentSite(estate.open().services()).find();
    Optional<String> answered = estate.open().services().application(current).siteAnsweringAt(url);
    boolean fresh =
        current.version().startsWith(REQUEST.version())
            && answered.equals(Optional.of(current.name()));
    if (!fresh) {
      throw new SlipwayException(
          ErrorCode.PROXY_UNPROVEN,
          "%s answers from %s".formatted(url, answered.orElse("nowhere known")),
          "see `slipway proxy show`");
    }
  }

  private void finish(DemoEstate estate, boolean keep) {
    if (keep) {
      estate.leave();
      progress.say("the estate is kept: slipway … --estate " + estate.estateFile());
      progress.say(
          "it answers on %s; stop it with `slipway demo --stop --state %s`"
              .formatted(String.join(" and ", estate.proxyUrls()), options.state()));
    } else {
      progress.say("stopping everything");
      estate.close();
    }
  }
}
