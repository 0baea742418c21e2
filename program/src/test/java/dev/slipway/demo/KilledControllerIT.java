package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.CommandLineRun;
import dev.slipway.drill.KillPoint;
import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Signal;
import dev.slipway.node.NodeMain;
import dev.slipway.node.SiteFiles;
import dev.slipway.release.Services;
import dev.slipway.service.AccessKey;
import dev.slipway.service.Backup;
import dev.slipway.service.Database;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import dev.slipway.service.Ticket;
import dev.slipway.testing.TestState;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.StepRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * One release under writes whose controller is killed with SIGKILL in one step after the other, the
 * switchover's phases among them. Whoever comes next goes on, and in the end everything was done
 * once.
 */
class KilledControllerIT {
  private static final int KILLED = 128 + 9;
  private static final int DOCUMENTS = 300;
  private static final List<String> START = List.of("release", "start", "v42");
  private static final List<String> RESUME = List.of("release", "resume");

  private final LocalRunner runner = new LocalRunner();
  private final Map<String, Integer> deaths = new HashMap<>();
  private final long begun = System.nanoTime();
  private TestState state;
  private DemoLayout layout;
  private DemoEstate estate;
  private Controllers controllers;
  private Load load;
  private Optional<BackupHaproxy> haproxy = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    state = new TestState();
    Path folder = state.folder().resolve("estate");
    estate = new DemoEstate(folder, this::say);
    layout = DemoLayout.in(folder);
    controllers = new Controllers(estate.estateFile(), state.folder().resolve("controllers.out"));
    estate.start(
        DemoSources.in(state.folder()),
        new DemoEstate.Documents.Generated(DOCUMENTS),
        DemoClusters.NONE);
    haproxy = Optional.of(BackupHaproxy.in(estate, site("v41-b")));
    load =
        Load.start(
            new LoadSettings(
                URI.create(estate.proxyUrls().getFirst()),
                "drill",
                8,
                10,
                4,
                5,
                Duration.ofSeconds(60)));
  }

  @AfterEach
  void stop() throws IOException {
    if (load != null) {
      load.close();
    }
    if (haproxy.isPresent()) {
      haproxy.get().close();
    }
    estate.close();
    state.close();
  }

  @Test
  void theReleaseIsFinishedWithoutDoingAnythingTwice() throws Exception {
    killIn("push-backup", KillPoint.during("BackupRepository.push", "backup start archive"));
    killIn("push-backup", KillPoint.before("BackupRepository.proveRestore"));
    killIn("tag-release", KillPoint.after("SourceRepository.tag"));
    String released = tagged();
    moveBranchOn();
    killIn("launch-candidate", KillPoint.during("Provider.launch", "fetching"));
    killIn("launch-candidate", KillPoint.during("Provider.launch", ""));
    killBootstrap();
    killIn("install-keys", KillPoint.after("KeyRing.create"));
    killIn("wait-for-index", KillPoint.after("Application.indexer"));
    killIn("switch-database", KillPoint.after("Pooler.hold"));
    killIn("switch-database", KillPoint.after("Database.fence"));
    killIn("switch-database", KillPoint.after("Database.promote"));
    killIn("follow-new-database", KillPoint.after("Database.follow"));
    killBetweenConfigurationAndReload();
    killIn("activate-keys", KillPoint.after("KeyRing.activate"));
    killIn("upgrade-documents", KillPoint.during("Application.batchUpgrade", ""));
    killIn("push-first-backup", KillPoint.during("BackupRepository.push", "backup start archive"));
    killIn("close-tickets", KillPoint.after("Tickets.close"));

    finish();

    LoadResult result = load.stop();
    ReleaseRecord release = journal();
    SiteRecord old = site("v41-b");
    SiteRecord current = site("v42-b");
    everyStepIsSettled(release);
    theProxiesAnswerFrom(current);
    theTagIs(released);
    theRolesAreMoved(old, current);
    theKeysAreRotatedOnce(current);
    theBackupsAreTakenOnce(current);
    theTicketsAreClosed();
    theMessagesAreSentOnce();
    theOldDatabaseFollows(old, current);
    theScheduleIsMoved(old, current);
    nothingIsLost(result, current);
    theWayBackIsRefusedInWords();
  }

  private void killIn(String step, KillPoint point) {
    List<String> verb = verb();
    int exitCode = controllers.runKilled(verb, point);
    died(step, point.toString(), exitCode);
  }

  /** Resuming and starting again are the same. */
  private List<String> verb() {
    int dead = deaths.values().stream().mapToInt(Integer::intValue).sum();
    return dead % 2 == 0 ? START : RESUME;
  }

  private void died(String step, String where, int exitCode) {
    assertThat(exitCode).as(() -> where + "\n" + controllers.said()).isEqualTo(KILLED);
    StepRecord last = journal().steps().getLast();
    say("killed " + where + " in " + last.name());
    assertThat(last.name()).isEqualTo(step);
    assertThat(last.outcome()).isEqualTo(new Outcome.Unknown());
    deaths.merge(step, 1, Integer::sum);
  }

  private void finish() {
    int exitCode = controllers.run(RESUME);
    say("finished");
    assertThat(exitCode).as(controllers::said).isZero();
  }

  /** The bootstrap lives on without its controller; now it dies, too, and its build goes on. */
  private void killBootstrap() {
    Path pidFile = files("v42-b").pidFile(NodeMain.PROCESS);
    assertThat(new Daemons().signal(pidFile, Signal.KILL)).isTrue();
  }

  /**
   * The proxy's new configuration is tested between its writing and the reload: by a program that
   * kills the controller then.
   */
  private void killBetweenConfigurationAndReload() throws IOException {
    Path programs = Files.createDirectories(state.folder().resolve("programs"));
    Path nginx = programs.resolve("nginx");
    Files.writeString(
        nginx,
        """
        #!/bin/sh
        if grep -q 'server %s;' '%s'; then
          kill -9 $PPID
        fi
        PATH="${PATH#*:}" exec nginx "$@"
        """
            .formatted(
                site("v42-b").application(), layout.proxyFolder("main").resolve("nginx.conf")));
    Files.setPosixFilePermissions(nginx, PosixFilePermissions.fromString("rwxr-xr-x"));
    died("switch-proxy:main", "before the reload", controllers.runWithPrograms(verb(), programs));
  }

  private void everyStepIsSettled(ReleaseRecord release) {
    assertThat(release.state()).isEqualTo(ReleaseState.COMPLETED);
    assertThat(release.steps()).hasSize(32);
    for (StepRecord step : release.steps()) {
      assertThat(step.outcome().word()).as(step.name()).isIn("done", "already done", "skipped");
      assertThat(step.attempts())
          .as(step.name())
          .isEqualTo(1 + deaths.getOrDefault(step.name(), 0));
    }
  }

  private void theProxiesAnswerFrom(SiteRecord current) {
    for (String url : estate.proxyUrls()) {
      assertThat(services().application(current).siteAnsweringAt(url)).contains(current.name());
    }
    assertThat(journal().steps())
        .filteredOn(step -> step.name().startsWith("switch-proxy:"))
        .extracting(step -> Switched.evidence(step.outcome()).facts().get("answeredBy"))
        .containsExactly(current.name(), current.name());
    assertThat(layout.proxyFolder("main").resolve("run/draining")).doesNotExist();
  }

  private void theTagIs(String commit) {
    assertThat(tagged()).isEqualTo(commit);
    assertThat(site("v42-b").commit()).isEqualTo(commit);
    assertThat(git("tag", "--list").lines()).containsExactly("v41.0", "v42.0");
  }

  private void theRolesAreMoved(SiteRecord old, SiteRecord current) {
    assertThat(services().provider().sites()).containsExactlyInAnyOrder(old, current);
    assertThat(old.role()).isEqualTo(SiteRole.FORMER);
    assertThat(current.role()).isEqualTo(SiteRole.CURRENT);
  }

  private void theKeysAreRotatedOnce(SiteRecord current) {
    var users = estate.open().estate().services().keys().users();
    assertThat(users).hasSize(2);
    for (var user : users) {
      List<AccessKey> keys = services().keyRing().keys(user.name());
      assertThat(keys).hasSize(2);
      assertThat(keys.stream().filter(AccessKey::active).map(AccessKey::id))
          .containsExactly(
              services().credentials(current, user.name()).keyId(user.profile()).orElseThrow());
    }
  }

  /** That of v41 itself, that before the release, and the first of the new timeline. */
  private void theBackupsAreTakenOnce(SiteRecord current) {
    assertThat(services().backups(current).list())
        .extracting(Backup::timeline)
        .containsExactly(1, 1, 2);
  }

  private void theTicketsAreClosed() {
    assertThat(estate.office().tracker().tickets())
        .extracting(Ticket::status)
        .containsExactly("Closed", "Closed", "In Progress");
  }

  private void theMessagesAreSentOnce() {
    assertThat(estate.office().subjects())
        .containsExactly("v42 is about to go live", "v42 is live");
  }

  private void theOldDatabaseFollows(SiteRecord old, SiteRecord current) {
    Database database = services().database(current);
    assertThat(database.status().role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(database.status().timeline()).isEqualTo(2);
    assertThat(database.replayedBy(old.name())).isPresent();
    DatabaseStatus follower = services().database(old).status();
    assertThat(follower.role()).isEqualTo(DatabaseRole.STANDBY);
    assertThat(follower.fenced()).isTrue();
  }

  private void theScheduleIsMoved(SiteRecord old, SiteRecord current) {
    String name = services().nightlyBackup(current).name();
    assertThat(services().schedule(current).find(name)).isPresent();
    assertThat(services().schedule(old).find(name)).isEmpty();
  }

  private void nothingIsLost(LoadResult result, SiteRecord current) {
    Ledger ledger = Ledger.check(estate.database(current), result);
    say(
        "%d writes acknowledged, %d failed, longest gap %d ms; %d reads, %d failed %s"
            .formatted(
                ledger.acknowledged(),
                result.unacknowledged().size(),
                result.writeGap().lasted().toMillis(),
                result.reads().size(),
                result.readsFailed(),
                result.firstFailures()));
    assertThat(ledger.lost()).isEmpty();
    assertThat(ledger.duplicated()).isEmpty();
    assertThat(ledger.acknowledged()).isGreaterThan(1000);
  }

  /** The batch upgrade left documents that v41 says it cannot read. */
  private void theWayBackIsRefusedInWords() {
    CommandLineRun refused =
        CommandLineRun.real(
            "release", "rollback", "v42", "--estate", estate.estateFile().toString());

    assertThat(refused.exitCode())
        .as(refused.errors())
        .isEqualTo(ErrorCode.DOCUMENTS_UNREADABLE.exitCode());
    assertThat(refused.errors())
        .contains("v41-b cannot read what v42 wrote: ", " of type experiment at version 2")
        .contains("`slipway release rollback v42 --to-restore-point`");
    assertThat(journal().state()).isEqualTo(ReleaseState.COMPLETED);
  }

  /** Somebody pushes to the branch after the tag was made. */
  private void moveBranchOn() {
    String tree = git("rev-parse", "master^{tree}");
    String next = git("commit-tree", tree, "-p", "master", "-m", "The next version begins");
    git("update-ref", "refs/heads/master", next);
  }

  private String tagged() {
    return git("rev-parse", "v42.0^{commit}");
  }

  private String git(String... arguments) {
    Command command =
        Command.of(
                Stream.concat(
                        Stream.of(
                            "git", "-c", "user.name=Drill", "-c", "user.email=drill@localhost"),
                        Stream.of(arguments))
                    .toList())
            .in(layout.origin());
    return runner.check(command).output().strip();
  }

  private ReleaseRecord journal() {
    return estate.open().journal().find("v42").orElseThrow();
  }

  private SiteRecord site(String name) {
    return services().provider().find(name).orElseThrow();
  }

  private Services services() {
    return estate.open().services();
  }

  private SiteFiles files(String site) {
    return SiteFiles.of(estate.open().estate().state(), site);
  }

  private void say(String line) {
    System.out.printf("%6.1f s  %s%n", (System.nanoTime() - begun) / 1e9, line);
  }
}
