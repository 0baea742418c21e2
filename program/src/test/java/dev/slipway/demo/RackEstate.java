package dev.slipway.demo;

import dev.slipway.OpenEstate;
import dev.slipway.Wiring;
import dev.slipway.driver.credentials.AwsCredentialsFile;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Runner;
import dev.slipway.node.Folders;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import dev.slipway.testing.ServerRack;
import dev.slipway.testing.TestState;
import dev.slipway.testing.UnpackedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The demo's estate with its sites on servers that SSH reaches: what a controller needs is on this
 * machine, what a site needs on its own. Only the application's repository is below the module's
 * folder: servers see nothing of the folders for temporary files.
 */
final class RackEstate implements AutoCloseable {
  private static final String HOME = "slipway.home";
  private static final Duration LAUNCH = Duration.ofMinutes(5);

  private final Runner runner = new LocalRunner();
  private final TestState state = new TestState();
  private final Path shared = shared();
  private final ServerRack rack = new ServerRack("shelf1", "shelf2");
  private final DemoLayout layout = DemoLayout.in(state.folder());
  private final DemoStore store = new DemoStore(layout, new Daemons());
  private final List<DemoProxy> proxies =
      Stream.of("main", "backup").map(name -> new DemoProxy(layout, name, runner)).toList();
  private final DemoOffice office;
  private final OpenEstate estate;

  /** Starts everything and brings the first version to where a release begins. */
  RackEstate(DemoApplication application) throws IOException {
    DemoEstateFile.write(layout, application, 0);
    office = DemoOffice.open(layout);
    store.start();
    store.createBuckets("backups", "logs");
    application.createOrigin(shared.resolve("origin.git"), runner);
    Files.writeString(layout.estateFile(), onRack(Files.readString(layout.estateFile())));
    System.setProperty(HOME, UnpackedProgram.in(shared).toString());
    estate = Wiring.open(layout.estateFile());
    store.installKey(
        DemoLayout.BACKUP_USER,
        new AwsCredentialsFile(
            estate.estate().state().resolve("home").resolve("postgres"),
            System.getProperty("user.name")),
        "default");
    begin(launch(application.version()), application);
  }

  private void begin(SiteRecord site, DemoApplication application) {
    var services = estate.services();
    store.installKey(
        DemoLayout.UPLOAD_USER, services.credentials(site, DemoLayout.UPLOAD_USER), "files-upload");
    services.backups(site).initialise();
    services.backups(site).push(line -> {});
    services.schedule(site).install(services.nightlyBackup(site));
    proxies.forEach(proxy -> proxy.start(application.name(), site.application()));
  }

  private SiteRecord launch(String version) {
    String tag = version + ".0";
    String commit = estate.services().source().resolve(tag).orElseThrow();
    SiteRequest request =
        new SiteRequest(version + "-b", SiteRole.CURRENT, tag, commit, Optional.empty());
    return estate.services().provider().launch(request, LAUNCH, line -> {});
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

  Path estateFile() {
    return layout.estateFile();
  }

  ServerRack rack() {
    return rack;
  }

  String proxyUrl() {
    return layout.proxyUrl("main");
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
