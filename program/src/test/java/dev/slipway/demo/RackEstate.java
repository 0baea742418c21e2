package dev.slipway.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.OpenEstate;
import dev.slipway.Wiring;
import dev.slipway.cli.CommandLineRun;
import dev.slipway.driver.credentials.AwsCredentialsFile;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Runner;
import dev.slipway.node.Folders;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Machine;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.testing.LoopbackServer;
import dev.slipway.testing.ServerRack;
import dev.slipway.testing.TestState;
import dev.slipway.testing.UnpackedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The demo's estate with its sites on servers that SSH reaches: what a controller needs is on this
 * machine, what a site needs on its own. Only the application's repository is below the module's
 * folder: servers see nothing of the folders for temporary files.
 */
final class RackEstate implements AutoCloseable {
  private static final String HOME = "slipway.home";
  private static final Endpoint NOBODY = new Endpoint("127.0.0.1", 9);
  private static final Duration LINE = Duration.ofMinutes(3);

  private final Runner runner = new LocalRunner();
  private final TestState state = new TestState();
  private final Path shared = shared();
  private final ServerRack rack = new ServerRack("shelf1", "shelf2", "shelf3");
  private final DemoLayout layout = DemoLayout.in(state.folder());
  private final DemoStore store = new DemoStore(layout, new Daemons());
  private final List<DemoProxy> proxies =
      Stream.of("main", "backup").map(name -> new DemoProxy(layout, name, runner)).toList();
  private final DemoOffice office;
  private final OpenEstate estate;

  /** Starts everything and brings the first version to where a release begins. */
  RackEstate(DemoApplication application) {
    DemoEstateFile.write(layout, application, 0);
    office = DemoOffice.open(layout);
    store.start();
    store.createBuckets("backups", "logs");
    application.createOrigin(shared.resolve("origin.git"), runner);
    putOnRack(layout.estateFile());
    System.setProperty(HOME, UnpackedProgram.in(shared).toString());
    estate = Wiring.open(layout.estateFile());
    store.installKey(
        DemoLayout.BACKUP_USER,
        new AwsCredentialsFile(
            estate.estate().state().resolve("home").resolve("postgres"),
            System.getProperty("user.name")),
        "default");
    proxies.forEach(proxy -> proxy.start(application.name(), NOBODY));
    begin(application.version());
  }

  /** With what is typed, and what the verb says to type next. */
  private void begin(String version) {
    String name = version + "-b";
    does("deploy", "--current", "-b", version + ".0", "-n", name);
    does("proxy", "switch", name);
    does("keys", "rotate", "--site", name);
    does("backup", "push", "--site", name);
  }

  /** A verb as it is typed, which succeeds. */
  void does(String... verb) {
    CommandLineRun run = run(verb);
    assertThat(run.exitCode()).as(run.errors()).isZero();
  }

  SiteRecord site(String name) {
    return estate.services().provider().find(name).orElseThrow();
  }

  /** The server that a site's master is on. */
  LoopbackServer serverOf(SiteRecord site) {
    return rack.servers().stream()
        .filter(server -> server.address().equals(site.address()))
        .findFirst()
        .orElseThrow();
  }

  /** Runs a line there as cron and systemd do, with no more of an environment than both give. */
  void runLine(SiteRecord site, String line) {
    try (Machine machine = rack.open(serverOf(site).name())) {
      machine.check(
          Command.of("env", "-i", "PATH=/usr/bin:/bin", "sh", "-c", "exec " + line).within(LINE));
    }
  }

  /** The application's database, as its own user sees it there. */
  Connection connect(Endpoint endpoint) throws SQLException {
    var database = estate.estate().database();
    return DriverManager.getConnection(
        "jdbc:postgresql://%s/%s?prepareThreshold=0".formatted(endpoint, database.name()),
        database.user(),
        database.password().read().open());
  }

  void execute(SiteRecord site, String sql) throws SQLException {
    try (Connection connection = connect(site.database());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What clients are answered. */
  String page(String name) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      URI page = URI.create(layout.proxyUrl("main") + "/" + name);
      return client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString()).body();
    }
  }

  /** A verb as it is typed. */
  CommandLineRun run(String... verb) {
    return CommandLineRun.real(
        Stream.concat(Stream.of(verb), Stream.of("--estate", layout.estateFile().toString()))
            .toArray(String[]::new));
  }

  private void putOnRack(Path file) {
    try {
      Files.writeString(file, onRack(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String onRack(String text) {
    String local = "    provider: local\n    network: %s\n".formatted(layout.network());
    String servers =
        "    provider: ssh\n    ssh:\n      java: %s\n".formatted(System.getProperty("java.home"))
            + rack.estateLines().indent(6);
    if (!text.contains(local)) {
      throw new IllegalStateException("the demo's estate has another profile now");
    }
    return text.replace(local, servers)
        .replace("repository: origin.git", "repository: " + shared.resolve("origin.git"));
  }

  OpenEstate open() {
    return estate;
  }

  ServerRack rack() {
    return rack;
  }

  private static Path shared() {
    try {
      return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "rack-release-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    System.clearProperty(HOME);
    proxies.forEach(DemoProxy::stop);
    Provider provider = estate.services().provider();
    provider.sites().forEach(site -> provider.terminate(site.name()));
    estate.close();
    store.stop();
    office.close();
    rack.close();
    Folders.delete(shared);
    state.close();
  }
}
