package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.cli.CommandLineRun;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import dev.slipway.release.Services;
import dev.slipway.service.AccessKey;
import dev.slipway.service.DatabaseRole;
import dev.slipway.service.DatabaseStatus;
import dev.slipway.service.KeyRing;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import dev.slipway.testing.TestState;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.ReleaseState;
import dev.slipway.workflow.StepRecord;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything that a team may get wrong before a release, on one real estate and by the command
 * line: one line, a hint, an exit code of its own, and the site serves on as if nobody had asked.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusedReleaseIT {
  private static final int DOCUMENTS = 300;
  private static final String VERSION = "v42";
  private static final String SITE = "v41-b";
  private static final Duration CHILD = Duration.ofMinutes(2);
  private static final String AGE =
      """
      update documents set properties = properties || '{"model_organism_age": "%s"}'
      where uuid in (select uuid from documents where type = 'biosample' order by uuid %s)""";
  private static final Pattern KEY_SECRET = Pattern.compile("\"secret\"\\s*:\\s*\"([^\"]+)\"");

  private final TestState state = new TestState();
  private final Runner runner = new LocalRunner();
  private final DemoEstate estate = new DemoEstate(state.folder().resolve("estate"), line -> {});
  private final Map<Path, String> proxyFiles = new LinkedHashMap<>();

  @BeforeAll
  void start() throws IOException {
    estate.start(
        DemoSources.in(state.folder()),
        new DemoEstate.Documents.Generated(DOCUMENTS),
        DemoClusters.NONE);
    for (String proxy : List.of("main", "backup")) {
      Path file = estate.layout().proxyFolder(proxy).resolve("nginx.conf");
      proxyFiles.put(file, Files.readString(file));
    }
  }

  @AfterAll
  void stop() throws IOException {
    estate.close();
    state.close();
  }

  /** After every refusal: the old site as it was, and nothing in the way of the next release. */
  @AfterEach
  void theOldSiteServesAsBefore() throws IOException {
    List<ReleaseRecord> unfinished = takeBackUnfinished();
    SiteRecord current = site();
    DatabaseStatus database = services().database(current).status();
    assertThat(database.role()).isEqualTo(DatabaseRole.PRIMARY);
    assertThat(database.fenced()).isFalse();
    assertThat(services().pooler(current).status().paused()).isFalse();
    assertThat(services().application(current).fileIndexer().on()).isTrue();
    assertThat(services().provider().sites()).extracting(SiteRecord::name).containsExactly(SITE);
    for (Map.Entry<Path, String> file : proxyFiles.entrySet()) {
      assertThat(file.getKey()).hasContent(file.getValue());
    }
    for (String proxy : estate.proxyUrls()) {
      assertThat(services().application(current).siteAnsweringAt(proxy)).contains(SITE);
      assertThat(write(proxy)).isEmpty();
    }
    assertThat(unfinished).isEmpty();
  }

  /** What one test left must not be what the next one meets. */
  private List<ReleaseRecord> takeBackUnfinished() {
    List<ReleaseRecord> unfinished = releases().stream().filter(ReleaseRecord::unfinished).toList();
    if (!unfinished.isEmpty()) {
      slipway("release", "abort");
    }
    return unfinished;
  }

  @Test
  void anEstateFileWithFiveMistakes() throws IOException {
    String text = Files.readString(estate.estateFile());
    Path wrong =
        beside(
            "mistakes.yaml",
            text.replace("branch: master", "brunch: master")
                .replace("provider: local", "provider: lokal")
                .replace("stanza: main", "")
                .replace("pauseBudget: 2s", "pauseBudget: two")
                .replace("soak: 5s", "soak: 5 parsecs"));

    CommandLineRun run = release(wrong);

    refused(ErrorCode.ESTATE_INVALID, run.exitCode(), run.errors());
    assertThat(run.errors())
        .contains(
            "application.brunch",
            "profiles.production.provider",
            "backup.stanza",
            "switchover.pauseBudget",
            "gates.soak");
  }

  @Test
  void aTagThatPointsElsewhere() {
    git(estate.layout().origin(), "tag", "v43.0", "v41.0^{commit}");

    CommandLineRun run = slipway("release", "start", "v43");

    refusedBeforeAnything(ErrorCode.TAG_ELSEWHERE, run);
  }

  @Test
  void aDirtyWorkTree() throws IOException {
    Path work = estate.layout().folder().resolve("checkout");
    git(state.folder(), "clone", "--quiet", estate.layout().origin().toString(), work.toString());
    Files.writeString(work.resolve("pom.xml"), "<project/>");
    String text = Files.readString(estate.estateFile());
    Path dirty =
        beside(
            "dirty.yaml", text.replace("branch: master", "branch: master\n  workTree: checkout"));

    CommandLineRun run = release(dirty);

    refused(ErrorCode.TREE_DIRTY, run.exitCode(), run.errors());
    assertThat(run.errors()).contains("pom.xml");
    DemoFiles.deleteTree(work);
  }

  @Test
  void aNameThatAnotherSiteHas() {
    String other = services().source().resolve("v41.0").orElseThrow();
    var request = new SiteRequest("v42-b", SiteRole.CANDIDATE, "v41.0", other, Optional.of(site()));
    try {
      services().provider().launch(request, Duration.ofMillis(1), line -> {});
    } catch (SlipwayException tooLate) {
      assertThat(tooLate.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    }
    try {
      refused(ErrorCode.NAME_TAKEN);
      assertThat(services().provider().find("v42-b")).isPresent();
    } finally {
      services().provider().terminate("v42-b");
    }
  }

  @Test
  void portsThatAreInUseOnEveryAddress() throws IOException {
    List<ServerSocket> listeners = new ArrayList<>();
    try {
      for (int host = 2; host <= 254; host++) {
        InetAddress address = InetAddress.getByName(estate.layout().network().address(host));
        listeners.add(new ServerSocket(5432, 1, address));
      }
      CommandLineRun run = refused(ErrorCode.PORT_IN_USE);
      assertThat(run.errors()).contains("port 5432 of " + estate.layout().network().address(2));
    } finally {
      for (ServerSocket listener : listeners) {
        listener.close();
      }
    }
  }

  /** Nobody needs the journal on a certain port: it moves. */
  @Test
  void aPortOfTheJournalThatIsInUseIsNoObstacle() throws IOException {
    assertThat(slipway("release", "abort").exitCode())
        .isEqualTo(ErrorCode.RELEASE_UNKNOWN.exitCode());
    Path file = estate.open().estate().state().resolve("journal/port");
    int port = Integer.parseInt(Files.readString(file).strip());
    try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      CommandLineRun status = slipway("release", "status");

      assertThat(status.exitCode()).as(status.errors()).isZero();
      assertThat(file).content().isNotEqualToIgnoringWhitespace(String.valueOf(port));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/usr/bin/pgbackrest, pgbackrest",
    "/usr/sbin/pgbouncer, pgbouncer",
    "/usr/sbin/nginx, nginx"
  })
  void aProgramThatIsMissing(String program, String name) {
    Result run = releaseWithout(program);

    refused(ErrorCode.PROGRAM_MISSING, run.exitCode(), run.errors());
    assertThat(run.errors()).contains(name);
  }

  @ParameterizedTest
  @CsvSource({"admin-password", "app-password", "replication-password"})
  void aPasswordThatIsWrong(String secret) throws IOException {
    Path file = estate.layout().secret(secret);
    String right = Files.readString(file);
    Files.writeString(file, "not-the-password\n");
    try {
      refused(ErrorCode.DATABASE_REFUSED);
    } finally {
      Files.writeString(file, right);
    }
  }

  @Test
  void anObjectStoreWithoutRoom() {
    estate.store().restart(Long.MAX_VALUE / 2);
    try {
      refused(ErrorCode.DISK_FULL);
    } finally {
      estate.store().restart(DemoStore.KEEP_FREE);
    }
  }

  @Test
  void aKeyThatIsInactive() {
    String key = activeKey(DemoLayout.UPLOAD_USER);
    services().keyRing().deactivate(DemoLayout.UPLOAD_USER, key);
    try {
      refused(ErrorCode.KEY_REFUSED);
    } finally {
      services().keyRing().activate(DemoLayout.UPLOAD_USER, key);
    }
  }

  @Test
  void twoActiveKeysOfOneUser() {
    KeyRing ring = services().keyRing();
    String idle =
        ring.keys(DemoLayout.UPLOAD_USER).stream()
            .filter(key -> !key.active())
            .findFirst()
            .map(AccessKey::id)
            .orElseGet(() -> ring.create(DemoLayout.UPLOAD_USER).id());
    ring.activate(DemoLayout.UPLOAD_USER, idle);
    try {
      refused(ErrorCode.KEY_LIMIT);
    } finally {
      ring.deactivate(DemoLayout.UPLOAD_USER, idle);
    }
  }

  @ParameterizedTest
  @CsvSource({"main", "backup"})
  void aProxyConfigurationThatNginxRefuses(String proxy) throws IOException {
    Path file = estate.layout().proxyFolder(proxy).resolve("nginx.conf");
    String broken = proxyFiles.get(file) + "nonsense on;\n";
    Files.writeString(file, broken);
    try {
      CommandLineRun run = refused(ErrorCode.PROXY_CONFIGURATION);
      assertThat(run.errors()).contains("nonsense");
      assertThat(file).hasContent(broken);
    } finally {
      Files.writeString(file, proxyFiles.get(file));
    }
  }

  @Test
  void aProxyThatDoesNotRun() {
    DemoProxy backup = estate.proxies().getLast();
    backup.stop();
    try {
      refused(ErrorCode.PROXY_UNPROVEN);
    } finally {
      backup.start("catalog", site().application());
    }
  }

  /** The latest that a release can be taken back: everything before the promotion is done. */
  @Test
  void aTransactionThatDoesNotEndAndThenAnAbort() throws Exception {
    Map<String, List<AccessKey>> keys = activeKeys();
    try (Connection client = pooled();
        Statement statement = client.createStatement()) {
      client.setAutoCommit(false);
      statement.execute("select 1");
      CommandLineRun run = release(estate.estateFile());
      refused(ErrorCode.HOLD_NOT_REACHED, run.exitCode(), run.errors());
      client.rollback();
    }
    assertThat(write(estate.proxyUrls().getFirst())).isEmpty();
    refusesAnotherRelease();

    CommandLineRun abort = slipway("release", "abort");

    assertThat(abort.exitCode()).as(abort.errors()).isZero();
    ReleaseRecord release = releases().getFirst();
    assertThat(release.state()).isEqualTo(ReleaseState.ABORTED);
    assertThat(release.reverts())
        .extracting(StepRecord::name)
        .contains("switch-file-indexer-off", "launch-candidate", "install-keys", "announce-start");
    assertThat(activeKeys()).isEqualTo(keys);
    assertThat(inactiveKeys()).isEmpty();
    assertThat(estate.office().subjects()).contains("v42 is about to go live", "v42 is called off");
    assertThat(slipway("release", "abort").exitCode())
        .isEqualTo(ErrorCode.RELEASE_UNKNOWN.exitCode());
  }

  /** Not refused, but found out in time: by a rehearsal, which leaves both sites as they were. */
  @Test
  void aDocumentThatCannotBeUpgraded() throws Exception {
    List<ReleaseRecord> before = releases();
    execute(AGE.formatted("old", "limit 1"));

    CommandLineRun run = slipway("release", "rehearse", VERSION);

    execute(AGE.formatted("4", ""));

    refused(ErrorCode.UPGRADE_FAILED, run.exitCode(), run.errors());
    assertThat(run.output())
        .contains("the rehearsal of v42 failed", "writes were held for", "(errors 1)")
        .contains("model_organism_age 'old' is neither a number nor a range");
    assertThat(slipway("release", "plan", VERSION).output())
        .contains("as the last switchover of this estate");
    assertThat(releases()).isEqualTo(before);
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = pooled();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void refusesAnotherRelease() {
    CommandLineRun other = slipway("release", "start", "v43");
    refused(ErrorCode.RELEASE_RUNNING, other.exitCode(), other.errors());
  }

  private CommandLineRun refused(ErrorCode code) {
    CommandLineRun run = release(estate.estateFile());
    refusedBeforeAnything(code, run);
    return run;
  }

  private void refusedBeforeAnything(ErrorCode code, CommandLineRun run) {
    refused(code, run.exitCode(), run.errors());
    assertThat(noSecretIn(run.output())).isTrue();
    ReleaseRecord record = releases().getFirst();
    assertThat(record.state()).isEqualTo(ReleaseState.ABORTED);
    assertThat(record.steps())
        .singleElement()
        .extracting(StepRecord::outcome)
        .isInstanceOf(Outcome.Failed.class);
  }

  /** One line and a hint are the last that it says, and nothing in it is a secret. */
  private void refused(ErrorCode code, int exitCode, String errors) {
    List<String> lines = errors.lines().toList();
    assertThat(exitCode).as(errors).isEqualTo(code.exitCode());
    assertThat(lines).filteredOn(line -> line.startsWith("error [" + code + "]: ")).hasSize(1);
    assertThat(lines.getLast()).startsWith("hint: ");
    assertThat(errors).doesNotContain("\tat ", "Exception");
    assertThat(noSecretIn(errors)).isTrue();
  }

  private boolean noSecretIn(String text) {
    try (var files = Files.list(estate.layout().folder().resolve("secrets"))) {
      List<String> secrets = new ArrayList<>();
      for (Path file : files.toList()) {
        secrets.add(Files.readString(file).strip());
      }
      Matcher keys = KEY_SECRET.matcher(Files.readString(estate.layout().keys()));
      while (keys.find()) {
        secrets.add(keys.group(1));
      }
      assertThat(secrets).hasSizeGreaterThan(4);
      return secrets.stream().noneMatch(text::contains);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private CommandLineRun release(Path file) {
    return CommandLineRun.real("release", "start", VERSION, "--estate", file.toString());
  }

  private CommandLineRun slipway(String... verb) {
    List<String> all = new ArrayList<>(List.of(verb));
    all.addAll(List.of("--estate", estate.estateFile().toString()));
    return CommandLineRun.real(all.toArray(String[]::new));
  }

  /** A process of its own, for which an empty file lies where the program is. */
  private Result releaseWithout(String program) {
    List<String> verb =
        Demo.slipway(
            List.of("release", "start", VERSION, "--estate", estate.estateFile().toString()));
    List<String> all = new ArrayList<>(List.of("unshare", "--mount"));
    if (!"root".equals(System.getProperty("user.name"))) {
      all.add("--map-root-user");
    }
    all.addAll(List.of("sh", "-c", "mount --bind /dev/null \"$0\" && exec \"$@\"", program));
    all.addAll(verb);
    return runner.run(Command.of(all).within(CHILD));
  }

  private Path beside(String name, String text) {
    Path file = estate.estateFile().resolveSibling(name);
    DemoFiles.write(file, text);
    return file;
  }

  private Optional<String> write(String proxy) {
    String id = UUID.randomUUID().toString();
    String accession =
        "IT" + id.replace("-", "").substring(0, 12).toUpperCase(java.util.Locale.ROOT);
    String body = "{\"accession\":\"%s\",\"status\":\"in progress\"}".formatted(accession);
    try (SiteClient client = new SiteClient(URI.create(proxy), Duration.ofSeconds(10))) {
      return client.write("POST", "/experiment", body, id);
    }
  }

  private Connection pooled() throws SQLException {
    var database = estate.open().estate().database();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s/%s?prepareThreshold=0".formatted(site().pooler(), database.name()),
        database.user(),
        database.password().read().open());
  }

  private Map<String, List<AccessKey>> activeKeys() {
    Map<String, List<AccessKey>> keys = new LinkedHashMap<>();
    KeyRing ring = services().keyRing();
    for (String user : services().keyUsers()) {
      keys.put(user, ring.keys(user).stream().filter(AccessKey::active).toList());
    }
    return keys;
  }

  private List<AccessKey> inactiveKeys() {
    return services().keyUsers().stream()
        .flatMap(user -> services().keyRing().keys(user).stream())
        .filter(key -> !key.active())
        .toList();
  }

  private String activeKey(String user) {
    return activeKeys().get(user).getFirst().id();
  }

  private List<ReleaseRecord> releases() {
    try (var open = dev.slipway.Wiring.open(estate.estateFile())) {
      return open.journal().releases();
    }
  }

  private Services services() {
    return estate.open().services();
  }

  private SiteRecord site() {
    return services().provider().find(SITE).orElseThrow();
  }

  private void git(Path folder, String... arguments) {
    List<String> all = new ArrayList<>(List.of("git"));
    all.addAll(List.of(arguments));
    runner.check(Command.of(all).in(folder));
  }
}
