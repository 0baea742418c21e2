package dev.slipway.provider.ssh;

import dev.slipway.config.ScheduleSettings;
import dev.slipway.config.Secret;
import dev.slipway.driver.credentials.AwsCredentialsFile;
import dev.slipway.exec.LocalRunner;
import dev.slipway.node.DatabaseSpec;
import dev.slipway.node.Folders;
import dev.slipway.node.Manifest;
import dev.slipway.node.PasswordFiles;
import dev.slipway.node.ProgramArchive;
import dev.slipway.node.ServerTemplate;
import dev.slipway.provider.ServerPaths;
import dev.slipway.service.Endpoint;
import dev.slipway.service.NewKey;
import dev.slipway.testing.BackupStore;
import dev.slipway.testing.ServerRack;
import dev.slipway.testing.TrivialApplication;
import dev.slipway.testing.UnpackedProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Loopback servers, and providers that launch sites on them. What all servers need to see, the
 * application's repository, is below the module's own folder.
 */
final class RackSites implements AutoCloseable {
  private static final String PASSWORD = "s:e\"c'r\\et";

  private final Path folder;
  private final TrivialApplication application;
  private final ProgramArchive program;
  private final ServerRack rack;
  private Optional<BackupStore> store = Optional.empty();
  private Optional<NewKey> key = Optional.empty();

  RackSites(String... servers) {
    try {
      folder = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "rack-");
      application = new TrivialApplication(Files.createDirectory(folder.resolve("origin")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    program =
        new ProgramArchive(
            Optional.of(UnpackedProgram.in(folder)), folder.resolve("program"), new LocalRunner());
    rack = new ServerRack(servers);
  }

  /** Sites that are launched from now on archive to a real object store. */
  void withBackups() throws IOException {
    store = Optional.of(new BackupStore(folder.resolve("s3")));
    key = store.map(BackupStore::key);
  }

  /** As when the key was rotated: the one that the estate has opens nothing any more. */
  void spoilKey() {
    key = Optional.of(new NewKey("AKIAROTATEDAWAY00000", new Secret("rotated away")));
  }

  TrivialApplication application() {
    return application;
  }

  ServerRack rack() {
    return rack;
  }

  /** One of its own, as another controller's. */
  SshProvider provider() {
    return new SshProvider(settings(), program, rack);
  }

  SshPlaces places() {
    return new SshPlaces(settings(), program, new SshServers(settings(), rack));
  }

  PlaceSettings settings() {
    List<PlaceSettings.Place> places =
        rack.servers().stream()
            .map(server -> new PlaceSettings.Place(server.name(), server.address()))
            .toList();
    Path passwords = ServerPaths.SECRETS.resolve("password");
    ServerTemplate template =
        new ServerTemplate(
            ServerPaths.STATE,
            "postgres",
            new ServerTemplate.Programs(
                Path.of(System.getProperty("java.home")),
                Path.of("/usr/lib/postgresql/15/bin"),
                false),
            new DatabaseSpec(
                "shop",
                "app",
                "slipway",
                "replicator",
                new PasswordFiles(passwords, passwords, passwords),
                Optional.empty(),
                new DatabaseSpec.PoolerSpec(10, 100)),
            store.map(backups -> backups.spec(ServerPaths.CA, ServerPaths.HOME)),
            new Manifest.SourceSpec(application.url(), "", "slipway-app.yaml"),
            192);
    return new PlaceSettings(
        "rack",
        places,
        template,
        this::secrets,
        store.map(BackupStore::caFile),
        new ScheduleSettings(Path.of("cron/%s"), Path.of("/etc/cron.d/slipway-%s")),
        folder);
  }

  private Map<String, Secret> secrets() {
    Map<String, Secret> secrets = new HashMap<>(Map.of("password", new Secret(PASSWORD)));
    key.ifPresent(known -> secrets.put(ServerPaths.KEY, AwsCredentialsFile.text("default", known)));
    return secrets;
  }

  /** As the application does. */
  Connection connect(Endpoint endpoint) throws SQLException {
    String url = "jdbc:postgresql://" + endpoint + "/shop?prepareThreshold=0";
    return DriverManager.getConnection(url, "app", PASSWORD);
  }

  @Override
  public void close() {
    rack.close();
    store.ifPresent(BackupStore::close);
    Folders.delete(folder);
  }
}
