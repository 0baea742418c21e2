package dev.slipway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.error.ErrorCode;
import dev.slipway.node.FileMutex;
import dev.slipway.service.AccessKey;
import dev.slipway.service.IndexerStatus;
import dev.slipway.service.SiteRole;
import dev.slipway.service.TransactionSnapshot;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.StepRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerbsTest {
  @TempDir Path folder;
  private CliEstate estate;

  @BeforeEach
  void open() throws IOException {
    estate = CliEstate.in(folder);
  }

  @AfterEach
  void everyVerbClosesWhatItOpened() {
    assertThat(estate.closed).isTrue();
  }

  @Test
  void aBackupIsPushedRestoredAndListed() throws IOException {
    assertThat(run("backup", "push", "--dry-run").output())
        .isEqualToIgnoringNewLines("would take a base backup of v41-b, restored once");
    assertThat(estate.backups.list()).isEmpty();

    CommandLineRun push = run("backup", "push");
    assertThat(push.output()).contains("backup-1", "1.0 MB", "in 2.0 s");
    assertThat(push.errors()).contains("new backup", "restoring it once as proof");
    assertThat(run("backup", "push", "--no-proof").output()).contains("not tried");

    JsonNode list = json(run("backup", "list", "--output", "json"));
    assertThat(list.at("/0/sizeBytes").asLong()).isEqualTo(1L << 20);
    assertThat(run("backup", "list").output()).contains("BACKUP", "1.0 s");
  }

  @Test
  void theScheduleSaysWhichServerTakesTheNextBackup() throws IOException {
    JsonNode none = json(run("backup", "schedule", "--output", "json"));
    assertThat(none.findValuesAsText("site")).containsExactly("v41-b", "v42-b");
    assertThat(none.at("/0/cron").isNull()).isTrue();

    estate.schedule(estate.old).install(estate.nightlyBackup(estate.old));

    assertThat(run("backup", "schedule").output())
        .containsPattern("v41-b +current +0 7 \\* \\* \\* +20\\d\\d-\\d\\d-\\d\\dT")
        .containsPattern("v42-b +candidate +never +- +-");
  }

  @Test
  void theProxiesAreShownPreviewedSwitchedAndProved() {
    assertThat(run("proxy", "show").output()).contains("main", "backup", "127.0.41.1:8080");
    assertThat(run("proxy", "switch", "v42-b", "--dry-run").output())
        .contains("-server 127.0.41.1:8080;", "+server 127.0.41.2:8080;");
    assertThat(estate.main.current(CliEstate.UPSTREAM)).isEqualTo(estate.old.application());

    assertThat(run("proxy", "switch", "v42-b", "--proxy", "backup").output())
        .contains("backup now sends to v42-b");
    assertThat(estate.main.current(CliEstate.UPSTREAM)).isEqualTo(estate.old.application());
    assertThat(estate.backup.current(CliEstate.UPSTREAM)).isEqualTo(estate.next.application());
    assertThat(run("proxy", "switch", "v42-b").exitCode()).isZero();
    assertThat(estate.main.current(CliEstate.UPSTREAM)).isEqualTo(estate.next.application());
    assertThat(run("proxy", "switch", "v42-b", "--dry-run").output())
        .contains("main sends to v42-b already", "backup sends to v42-b already");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "backup push",
        "proxy switch v42-b",
        "keys rotate",
        "keys activate",
        "file-indexer off",
        "tickets close",
        "cluster replicas 1",
        "cluster health --fix",
        "deploy -n v43-b",
        "site retire v42-b",
        "release start v43"
      })
  void aDryRunIsPrintedAsJsonToo(String verb) throws IOException {
    estate.source.commit("master", "README", "text");

    assertThat(json(estate.run(verb + " --dry-run --output json"))).isNotNull();
  }

  @Test
  void aSiteThatDoesNotExistIsAnsweredWithThoseThatDo() {
    CommandLineRun wrong = run("proxy", "switch", "v43-b");

    assertThat(wrong.exitCode()).isEqualTo(ErrorCode.SITE_UNKNOWN.exitCode());
    assertThat(wrong.errors()).contains("there is no site v43-b", "v41-b, v42-b");
  }

  @Test
  void theFileIndexerIsSwitchedUnlessABigRoundIsRunning() {
    assertThat(run("file-indexer", "on").output()).contains("file indexer  on");
    assertThat(run("file-indexer", "off", "--dry-run").output())
        .contains("would switch the file indexer of v41-b off");
    assertThat(run("file-indexer", "status").output()).contains("file indexer  on");

    estate.application.indexer(indexing(50_000));
    CommandLineRun refused = run("file-indexer", "off");
    assertThat(refused.exitCode()).isEqualTo(ErrorCode.INDEXER_BUSY.exitCode());
    assertThat(refused.errors()).contains("50000 documents to go", "--force");
    assertThat(run("file-indexer", "off", "--force").output()).contains("file indexer  off");
  }

  @Test
  void theIndexerIsShownAndWaitedFor() throws IOException {
    estate.application.indexer(indexing(7));
    assertThat(run("indexer", "status").output()).contains("indexing", "7 documents");
    CommandLineRun late = run("indexer", "wait", "--deadline", "1ms");
    assertThat(late.exitCode()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED.exitCode());
    assertThat(late.errors()).contains("indexing, 7 to go");

    estate.application.indexer(
        new IndexerStatus(
            "waiting",
            true,
            Optional.of(new TransactionSnapshot(700, 701)),
            Optional.empty(),
            0,
            List.of(new IndexerStatus.Round(20_000, 3.5, 0))));
    JsonNode done = json(run("indexer", "wait", "--output", "json"));
    assertThat(done.at("/snapshot/xmin").asLong()).isEqualTo(700);
    assertThat(run("indexer", "status").output())
        .contains("a standby", "20000 documents in 3.5 s, 0 errors");
  }

  @Test
  void logsAreArchivedOnceUnderTheVersionOfTheirSite() throws IOException {
    estate.giveKeys(estate.old);
    Path log = Files.writeString(folder.resolve("access.log"), "GET /");
    estate.application.logFiles(List.of(log.toString()));

    assertThat(run("logs", "archive", "--dry-run").output())
        .contains("would copy " + log + " to logs/production/v41");
    assertThat(run("logs", "archive").output()).contains("1 files, 5 bytes, 0 of them there");
    assertThat(json(run("logs", "archive", "--output", "json")).at("/skipped").asInt()).isOne();
  }

  @Test
  void ticketsAreListedAndClosed() {
    assertThat(run("tickets", "close").output()).contains("no ticket waits");
    estate.tickets.file("Colour", "Release Ready");

    assertThat(run("tickets", "close", "--dry-run").output()).contains("would close", "Colour");
    assertThat(run("tickets", "list").output()).contains("Release Ready");
    assertThat(run("tickets", "close").output()).contains("Closed", "Colour");
    assertThat(estate.tickets.ready()).isEmpty();
  }

  @Test
  void keysAreRotatedInPlaceProvedAndTheOldOnesInactive() {
    estate.giveKeys(estate.old);
    String before = activeKey("write-backups");

    assertThat(run("keys", "rotate", "--dry-run").output()).contains("would make a new key");
    assertThat(activeKey("write-backups")).isEqualTo(before);
    assertThat(run("keys", "rotate").output()).contains("active and proved");
    assertThat(activeKey("write-backups")).isNotEqualTo(before);
    assertThat(run("keys", "list").output()).contains(before, "inactive", "v41-b");
    assertThat(run("keys", "validate").output()).contains("write-backups, upload-files");
    assertThat(estate.ring.keys("write-backups")).hasSize(2);
    assertThat(run("keys", "rotate").exitCode()).isZero();
    assertThat(estate.ring.keys("write-backups")).extracting(AccessKey::id).doesNotContain(before);
  }

  @Test
  void keysForAnotherSiteStayInactiveUntilTheyAreActivated() {
    estate.giveKeys(estate.old);
    String before = activeKey("upload-files");

    assertThat(run("keys", "rotate", "--site", "v42-b").output()).contains("v42-b", "inactive");
    assertThat(activeKey("upload-files")).isEqualTo(before);
    assertThat(run("keys", "activate", "--site", "v42-b").exitCode()).isZero();
    assertThat(activeKey("upload-files")).isNotEqualTo(before);
    assertThat(run("keys", "validate", "--site", "v42-b").exitCode()).isZero();
  }

  @Test
  void aKeyThatWasMadeAndNeverInstalledIsReplaced() {
    estate.giveKeys(estate.old);
    String lost = estate.ring.create("upload-files").id();

    assertThat(run("keys", "rotate", "--site", "v42-b").exitCode()).isZero();

    assertThat(estate.ring.keys("upload-files")).hasSize(2);
    assertThat(estate.ring.keys("upload-files")).extracting(AccessKey::id).doesNotContain(lost);
  }

  @Test
  void aRotationThatIsRunAgainMakesNoFurtherKey() {
    estate.giveKeys(estate.old);
    run("keys", "rotate", "--site", "v42-b");
    List<AccessKey> once = List.copyOf(estate.ring.keys("upload-files"));

    assertThat(run("keys", "rotate", "--site", "v42-b").exitCode()).isZero();

    assertThat(estate.ring.keys("upload-files")).isEqualTo(once);
  }

  @Test
  void aReleaseIsPlannedWithoutAJournal() throws IOException {
    assertThat(run("release", "plan", "v43").output())
        .contains("release v43 of production, from v41-b to v43-b", "switch-database", "R15");
    assertThat(run("release", "start", "v43", "--dry-run").output()).contains("switch-proxy:main");
    JsonNode plan = json(run("release", "plan", "v43", "--output", "json"));
    assertThat(plan.at("/request/version").asText()).isEqualTo("v43");
    assertThat(run("release", "plan", "43").exitCode()).isEqualTo(ErrorCode.USAGE.exitCode());
  }

  @Test
  void releasesAsJsonSayWhatBecameOfEachStepAlsoWhileOneRuns() throws IOException {
    StepRecord running =
        new StepRecord(
            3,
            "tag-release",
            List.of("R3"),
            1,
            Instant.now(),
            Duration.ZERO,
            new Outcome.Unknown());
    ReleaseRecord stopped = stopped();
    estate.releases.add(
        new ReleaseRecord(
            stopped.id(),
            ReleaseState.RUNNING,
            "{\"direction\":\"FORWARD\"}",
            stopped.started(),
            List.of(stopped.steps().getFirst(), running),
            List.of()));

    JsonNode release = json(run("release", "status", "v42", "--output", "json"));

    assertThat(release.at("/request/direction").asText()).isEqualTo("FORWARD");
    assertThat(release.at("/steps/0/outcome/is").asText()).isEqualTo("failed");
    assertThat(release.at("/steps/0/outcome/code").asText()).isEqualTo("DISK_FULL");
    assertThat(release.at("/steps/1/outcome/is").asText()).isEqualTo("unknown");
  }

  @Test
  void aRehearsalNeverTakesTheCopiesOfAnotherForLeftovers() {
    Path lock = estate.estate().state().resolve("rehearsal.lock");
    estate.source.commit("master", "README", "text");
    try (FileMutex _ = FileMutex.attempt(lock).orElseThrow()) {
      CommandLineRun second = run("release", "rehearse", "v43");

      assertThat(second.exitCode()).isEqualTo(ErrorCode.RELEASE_RUNNING.exitCode());
      assertThat(second.errors()).contains("another rehearsal is running");
    }
  }

  @Test
  void theVersionThatServesIsNotPlannedAgain() {
    CommandLineRun refused = run("release", "plan", "v41");

    assertThat(refused.exitCode()).isEqualTo(ErrorCode.RELEASE_STATE.exitCode());
    assertThat(refused.errors()).contains("v41-b serves already, at v41.0", "hint: ");
  }

  @Test
  void aDryRunOfNothingToTakeBackEndsAsTheRealOne() {
    for (String verb : List.of("resume", "abort")) {
      CommandLineRun dry = run("release", verb, "--dry-run");

      assertThat(dry.exitCode()).isEqualTo(ErrorCode.RELEASE_UNKNOWN.exitCode());
      assertThat(dry.errors()).contains("no release is unfinished");
    }
  }

  @Test
  void releasesAreShownWithTheStepThatStoppedThem() {
    assertThat(run("release", "status").output()).contains("no release yet");
    estate.releases.add(stopped());

    assertThat(run("release", "status").output()).contains("v42", "stopped", "push-backup");
    assertThat(run("release", "status", "v42").output())
        .contains("release v42 is stopped", "R1", "failed", "the store is full");
    assertThat(run("release", "resume", "--dry-run").output()).contains("would go on with", "v42");
    assertThat(run("release", "abort", "--dry-run").output()).contains("would take back", "v42");
    assertThat(run("release", "status", "v40").exitCode())
        .isEqualTo(ErrorCode.RELEASE_UNKNOWN.exitCode());
  }

  @Test
  void aSiteIsDeployedInTheRoleThatWasAskedFor() throws IOException {
    estate.source.commit("master", "README", "text");

    assertThat(run("deploy", "--test", "--dry-run").output())
        .contains("test master-test at master", "send to it: catalog-test of proxy main");
    assertThat(estate.provider.find("master-test")).isEmpty();
    JsonNode site = json(run("deploy", "--candidate", "-n", "v43-b", "--output", "json"));
    assertThat(site.at("/name").asText()).isEqualTo("v43-b");
    assertThat(estate.provider.find("v43-b").orElseThrow().role()).isEqualTo(SiteRole.CANDIDATE);
    assertThat(run("deploy", "-n", "v42-b").exitCode()).isEqualTo(ErrorCode.NAME_TAKEN.exitCode());
    assertThat(run("deploy", "-b", "v99.0").exitCode())
        .isEqualTo(ErrorCode.REVISION_UNKNOWN.exitCode());
    assertThat(run("deploy", "--test", "--candidate").exitCode()).isEqualTo(2);
  }

  private String activeKey(String user) {
    List<String> active = estate.activeKeys(user);
    assertThat(active).hasSize(1);
    return active.getFirst();
  }

  private static IndexerStatus indexing(long remaining) {
    return new IndexerStatus(
        "indexing", false, Optional.empty(), Optional.of(Instant.now()), remaining, List.of());
  }

  private static ReleaseRecord stopped() {
    Outcome failed = new Outcome.Failed(ErrorCode.DISK_FULL, "the store is full", "make room");
    StepRecord step =
        new StepRecord(
            2, "push-backup", List.of("R1"), 1, Instant.now(), Duration.ofSeconds(2), failed);
    return new ReleaseRecord(
        "v42", ReleaseState.STOPPED, "{}", Instant.now(), List.of(step), List.of());
  }

  private static JsonNode json(CommandLineRun run) throws IOException {
    assertThat(run.exitCode()).as(run.errors()).isZero();
    return new ObjectMapper().readTree(run.output());
  }

  private CommandLineRun run(String... arguments) {
    return estate.run(String.join(" ", arguments));
  }
}
