package dev.slipway.provider.aws;

import static dev.slipway.service.ProviderContract.fails;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.LocalRunner;
import dev.slipway.fake.FakeObjectStore;
import dev.slipway.node.DataManifest;
import dev.slipway.node.DatabaseSpec;
import dev.slipway.node.Manifest;
import dev.slipway.node.PasswordFiles;
import dev.slipway.node.ProgramArchive;
import dev.slipway.node.ServerManifest;
import dev.slipway.node.ServerTemplate;
import dev.slipway.provider.ServerPaths;
import dev.slipway.provider.aws.Bootstrap.Members;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Endpoint;
import dev.slipway.service.ObjectStore;
import dev.slipway.service.ServerRole;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreBootstrapTest {
  private static final String BUCKET = "backups";
  private static final String COMMIT = "0123456789012345678901234567890123456789";
  private static final ClusterRequest NODES =
      new ClusterRequest("shop-cluster", List.of("data1", "data2"), "v42.0", COMMIT);

  private static final SiteRequest SITE =
      new SiteRequest("shop", SiteRole.CURRENT, "v42.0", COMMIT, Optional.empty());

  private static final Duration PAUSE = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir Path folder;
  private final FakeObjectStore store = new FakeObjectStore();
  private final ServerFiles files =
      new ServerFiles(store, new ServerFiles.Location(BUCKET, "slipway"));
  private final List<String> log = new CopyOnWriteArrayList<>();
  private ProgramArchive program;
  private StoreBootstrap bootstrap;

  @BeforeEach
  void open() throws IOException {
    store.ensureBucket(BUCKET);
    StoreSettings settings =
        new StoreSettings(
            template(),
            new StoreAddress(
                URI.create("https://s3.us-west-2.amazonaws.com"), "us-west-2", Optional.empty()),
            request -> Map.of("database", new Secret("hunter2"), "home/.aws/keys", new Secret("k")),
            commit -> Optional.of("#cloud-config\npackages: [\"for-${server.name}\"]\n"));
    Path home = Files.createDirectory(folder.resolve("slipway"));
    Files.writeString(home.resolve("program"), "the program");
    program = new ProgramArchive(Optional.of(home), folder.resolve("packed"), new LocalRunner());
    bootstrap =
        new StoreBootstrap(
            settings, files, program, server -> List.of("booting", "kernel panic"), PAUSE);
  }

  @Test
  void theApplicationsOwnCloudConfigIsThatOfTheCommit() {
    String userData =
        bootstrap.userData(
            new ServerFacts("shop", ServerRole.MASTER, "v42.0", COMMIT, Optional.empty()));

    assertThat(new String(Base64.getDecoder().decode(userData), UTF_8))
        .startsWith("#cloud-config\n")
        .contains("for-shop")
        .doesNotContain("hunter2");
  }

  @Test
  void everyDataNodeIsToldWhereTheOthersAre() throws IOException {
    List<Endpoint> seeds = List.of(new Endpoint("10.0.0.1", 9300), new Endpoint("10.0.0.2", 9300));
    starts("data1", this::comesUp);
    starts("data2", this::comesUp);

    bootstrap.nodes(
        NODES,
        List.of(server("data1", "10.0.0.1"), server("data2", "10.0.0.2")),
        new Members(seeds, List.of("data1", "data2")),
        LONG,
        log::add);

    DataManifest manifest = (DataManifest) files.manifest("data2").orElseThrow();
    assertThat(manifest.network().address()).isEqualTo("10.0.0.2");
    assertThat(manifest.search().seeds()).isEqualTo(seeds);
    assertThat(manifest.search().founders()).containsExactly("data1", "data2");
    assertThat(log).containsExactlyInAnyOrder("data1: up", "data2: up");
  }

  @Test
  void aServerFetchesItsSecretsAndTheStoreForgetsThem() throws IOException {
    starts(
        "shop",
        manifest -> {
          assertThat(store.list(BUCKET, "slipway/servers/shop/secrets")).isEmpty();
          comesUp(manifest);
        });

    master();

    Path fetched = fetched("shop").resolve("secrets");
    assertThat(fetched.resolve("database")).hasContent("hunter2\n");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fetched)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(fetched.resolve("home/.aws/keys"))))
        .isEqualTo("rw-------");
    assertThat(new String(files.get("shop", "manifest.json").orElseThrow(), UTF_8))
        .doesNotContain("hunter2");
  }

  @Test
  void aBootstrapThatFailsIsReportedWithItsServerItsLogAndItsReason() {
    starts(
        "shop",
        manifest -> {
          write(manifest.files().searchOutput(), "java.lang.OutOfMemoryError: Java heap space");
          throw new SlipwayException(ErrorCode.BUILD_FAILED, "no pom.xml", "add one");
        });

    SlipwayException failed = fails(ErrorCode.BUILD_FAILED, this::master);

    assertThat(failed.getMessage())
        .startsWith("shop: no pom.xml; out of memory: \"java.lang.OutOfMemoryError")
        .endsWith("search/output.log");
    assertThat(failed.hint()).isEqualTo("add one");
    assertThat(log).singleElement().asString().startsWith("shop: ! out of memory");
  }

  @Test
  void handsOnEachLineOfTheLogWhenItComes() {
    starts(
        "shop",
        manifest -> {
          say(manifest, "one");
          Await.of("the first line", LONG).untilTrue(() -> log.contains("shop: one"));
          say(manifest, "two");
        });

    master();

    assertThat(log).containsExactly("shop: one", "shop: two");
  }

  @Test
  void whatAnEarlierBootstrapFailedWithIsNotTakenForThisOnes() {
    leave("shop", ServerFiles.RESULT, "{\"code\":\"BUILD_FAILED\",\"message\":\"no pom.xml\"}");
    leave("shop", ServerFiles.OUTPUT, "the unit failed\n");
    starts("shop", this::comesUp);

    master();

    assertThat(log).containsExactly("shop: up");
  }

  @Test
  void aServerThatIsUpStaysSo() {
    leave("shop", ServerFiles.RESULT, "{}");

    master();

    assertThat(files.secrets("shop")).isEmpty();
  }

  @Test
  void aServerThatNeverReportsIsGivenUpAtTheDeadlineWithItsConsole() {
    SlipwayException late = fails(ErrorCode.DEADLINE_EXCEEDED, () -> master(SHORT));

    assertThat(late.getMessage())
        .startsWith("shop was not up within ")
        .contains("it left no log", "it said last: booting | kernel panic");
    assertThat(store.list(BUCKET, "slipway/servers/shop/secrets")).isEmpty();
  }

  @Test
  void aServerThatIsNotReadyInTimeIsGivenUpWithTheEndOfItsLog() throws IOException {
    leave("shop", ServerFiles.LOG, "shop: one\nshop: restoring 12 of 90 GB\n");

    assertThat(fails(ErrorCode.DEADLINE_EXCEEDED, () -> master(SHORT)).getMessage())
        .endsWith("its log ends with: shop: one | shop: restoring 12 of 90 GB");
  }

  @Test
  void aFirstStartThatEndsBeforeTheBootstrapIsReportedAtOnce() throws IOException {
    leave(
        "shop",
        ServerFiles.OUTPUT,
        "Reading package lists...\nE: Unable to locate package pgbackrest\nlast words\n");

    SlipwayException never = fails(ErrorCode.COMMAND_FAILED, this::master);

    assertThat(never.getMessage())
        .contains("shop: its first start ended before", "last words")
        .endsWith("package missing: \"E: Unable to locate package pgbackrest\"");
    assertThat(never.hint()).contains("cloud-init-output.log");
  }

  @Test
  void endsAtOnceWhenTheCredentialsExpire() {
    starts("shop", manifest -> store.mishaps().fail(ErrorCode.CREDENTIALS_EXPIRED));

    fails(ErrorCode.CREDENTIALS_EXPIRED, () -> master(LONG));
  }

  @Test
  void whatAFormerServerOfThatNameLeftIsForgottenBeforeAnotherIsLaunched() throws IOException {
    leave("shop", ServerFiles.RESULT, "{}");
    leave("other", ServerFiles.RESULT, "{}");

    bootstrap.prepare(List.of("shop"));

    assertThat(store.list(BUCKET, "slipway/servers/shop/")).isEmpty();
    assertThat(store.list(BUCKET, "slipway/servers/other/")).isNotEmpty();
    assertThat(store.list(BUCKET, "slipway/program/"))
        .extracting(ObjectStore.StoredObject::key)
        .containsExactly("slipway/program/%s.tar.gz".formatted(program.packed().sha256()));
  }

  @Test
  void aRoleThatChangedIsTheServersAtItsNextStart() throws IOException {
    leave("shop", ServerFiles.RESULT, "{}");
    master();

    bootstrap.assign("shop", SiteRole.FORMER);
    bootstrap.assign("nobody", SiteRole.FORMER);

    assertThat(((Manifest) files.manifest("shop").orElseThrow()).identity().role())
        .isEqualTo(SiteRole.FORMER);
  }

  private void master() {
    master(LONG);
  }

  private void master(Duration deadline) {
    bootstrap.master(SITE, server("shop", "10.0.0.9"), List.of(), deadline, log::add);
  }

  /** A server on its way, until it is up or has failed. */
  private void starts(String name, Consumer<ServerManifest> up) {
    StoreNode node =
        new StoreNode(
            name, files, new StoreNode.Places(fetched(name), folder.resolve("no-host-key")), PAUSE);
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                node.run(up, line -> {});
              } catch (SlipwayException e) {
                // Whoever waits for it is told.
              }
            });
  }

  private void comesUp(ServerManifest manifest) {
    say(manifest, "up");
  }

  private void say(ServerManifest manifest, String line) {
    write(manifest.files().bootstrapLog(), line);
  }

  private static void write(Path file, String line) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path fetched(String server) {
    return folder.resolve("fetched-by-" + server);
  }

  private void leave(String server, String name, String text) {
    files.put(server, name, text.getBytes(UTF_8));
  }

  private static AwsServer server(String name, String address) {
    return new AwsServer(
        "i-" + name, AwsServer.State.RUNNING, address, Map.of(Tags.NAME, name), "");
  }

  private ServerTemplate template() {
    Path secret = ServerPaths.SECRETS.resolve("database");
    return new ServerTemplate(
        folder.resolve("state"),
        "postgres",
        new ServerTemplate.Programs(Path.of("/opt/java"), Path.of("/usr/bin"), false),
        new DatabaseSpec(
            "shop",
            "shop",
            "slipway",
            "replicator",
            new PasswordFiles(secret, secret, secret),
            Optional.empty(),
            new DatabaseSpec.PoolerSpec(20, 500)),
        Optional.empty(),
        new Manifest.SourceSpec("https://git.example/shop", "", "slipway-app.yaml"),
        192);
  }
}
