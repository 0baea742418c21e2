package dev.slipway.provider.aws;

import static dev.slipway.service.ProviderContract.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.config.SecretSource;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.fake.FakeObjectStore;
import dev.slipway.node.DataManifest;
import dev.slipway.node.Manifest;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.ServerManifest;
import dev.slipway.node.ServerTemplate;
import dev.slipway.provider.aws.Bootstrap.Members;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Endpoint;
import dev.slipway.service.ServerRole;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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

  @TempDir Path folder;
  private final FakeObjectStore store = new FakeObjectStore();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private StoreBootstrap bootstrap;

  @BeforeEach
  void open() throws IOException {
    store.ensureBucket(BUCKET);
    Path password = Files.writeString(folder.resolve("password"), "hunter2\n");
    StoreSettings settings =
        new StoreSettings(
            template(),
            URI.create("https://s3.us-west-2.amazonaws.com"),
            "us-west-2",
            Map.of("database", new SecretSource.FromFile(password)),
            commit -> Optional.of("#cloud-config\npackages: [\"for-${server.name}\"]\n"));
    bootstrap =
        new StoreBootstrap(
            settings,
            new ServerFiles(store, new ServerFiles.Location(BUCKET, "slipway")),
            Duration.ofMillis(1));
  }

  @Test
  void theApplicationsOwnCloudConfigIsThatOfTheCommit() {
    String userData =
        bootstrap.userData(
            new ServerFacts("shop", ServerRole.MASTER, "v42.0", COMMIT, Optional.empty()));

    assertThat(new String(Base64.getDecoder().decode(userData), StandardCharsets.UTF_8))
        .startsWith("#cloud-config\n")
        .contains("for-shop")
        .doesNotContain("hunter2");
  }

  @Test
  void everyDataNodeIsToldWhereTheOthersAre() throws IOException {
    leave("data1", "{}");
    leave("data2", "{}");
    List<Endpoint> seeds = List.of(new Endpoint("10.0.0.1", 9300), new Endpoint("10.0.0.2", 9300));

    bootstrap.nodes(
        NODES,
        List.of(server("data1", "10.0.0.1"), server("data2", "10.0.0.2")),
        new Members(seeds, List.of("data1", "data2")),
        Duration.ofSeconds(5),
        log::add);

    DataManifest manifest = (DataManifest) manifest("data2");
    assertThat(manifest.network().address()).isEqualTo("10.0.0.2");
    assertThat(manifest.search().seeds()).isEqualTo(seeds);
    assertThat(manifest.search().founders()).containsExactly("data1", "data2");
    assertThat(log).containsExactlyInAnyOrder("data1: a line", "data2: a line");
  }

  @Test
  void aPasswordLiesInTheStoreOnlyWhileItsServerComesUp() throws IOException {
    leave("shop", "{}");

    master();

    assertThat(manifest("shop").host().folder()).isEqualTo(Path.of("/srv/slipway/servers/shop"));
    assertThat(store.mishaps().struck("upload")).isGreaterThan(1);
    assertThat(store.list(BUCKET, "slipway/servers/shop/secrets")).isEmpty();
    assertThat(Files.readString(downloaded("shop", "manifest.json"))).doesNotContain("hunter2");
  }

  @Test
  void aBootstrapThatFailsIsReportedWithItsServerAndItsLog() throws IOException {
    leave("shop", "{\"code\":\"BUILD_FAILED\",\"message\":\"no pom.xml\",\"hint\":\"add one\"}");

    SlipwayException failed = fails(ErrorCode.BUILD_FAILED, this::master);

    assertThat(failed.getMessage()).isEqualTo("shop: no pom.xml");
    assertThat(failed.hint()).isEqualTo("add one");
    assertThat(log).containsExactly("shop: a line");
    assertThat(store.list(BUCKET, "slipway/servers/shop/secrets")).isEmpty();
  }

  @Test
  void aServerThatNeverReportsIsGivenUpAtTheDeadline() {
    fails(ErrorCode.DEADLINE_EXCEEDED, this::master);
    assertThat(store.list(BUCKET, "slipway/servers/shop/secrets")).isEmpty();
  }

  private void master() {
    bootstrap.master(SITE, server("shop", "10.0.0.9"), List.of(), Duration.ofMillis(200), log::add);
  }

  private ServerManifest manifest(String server) throws IOException {
    return ManifestFile.read(downloaded(server, "manifest.json"));
  }

  private Path downloaded(String server, String name) {
    Path file = folder.resolve(server + "-" + name);
    store.download(BUCKET, "slipway/servers/" + server + "/" + name, file);
    return file;
  }

  /** As a server does at the end of its bootstrap. */
  private void leave(String server, String result) throws IOException {
    List<List<String>> files =
        new ArrayList<>(
            List.of(List.of("bootstrap.log", "a line\n"), List.of("bootstrap.json", result)));
    for (List<String> file : files) {
      store.upload(
          BUCKET,
          "slipway/servers/" + server + "/" + file.getFirst(),
          Files.writeString(folder.resolve("left"), file.getLast()));
    }
  }

  private static AwsServer server(String name, String address) {
    return new AwsServer(
        "i-" + name, AwsServer.State.RUNNING, address, Map.of(Tags.NAME, name), "");
  }

  private static ServerTemplate template() {
    Path secret = StoreSettings.SECRETS.resolve("database");
    return new ServerTemplate(
        StoreSettings.STATE,
        "postgres",
        new ServerTemplate.Programs(Path.of("/opt/java"), Path.of("/usr/bin"), false),
        new Manifest.DatabaseSpec(
            "shop",
            "shop",
            "slipway",
            "replicator",
            new Manifest.PasswordFiles(secret, secret, secret),
            Optional.empty(),
            new Manifest.PoolerSpec(20, 500)),
        Optional.empty(),
        new Manifest.SourceSpec("https://git.example/shop", "", "slipway-app.yaml"),
        192);
  }
}
