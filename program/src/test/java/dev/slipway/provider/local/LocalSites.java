package dev.slipway.provider.local;

import dev.slipway.driver.credentials.AwsCredentialsFile;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.node.DatabaseSpec;
import dev.slipway.node.Folders;
import dev.slipway.node.Manifest;
import dev.slipway.node.PasswordFiles;
import dev.slipway.node.ServerTemplate;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRecord;
import dev.slipway.testing.BackupStore;
import dev.slipway.testing.TrivialApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A state folder with secrets and a repository, and providers that make sites there. */
final class LocalSites implements AutoCloseable {
  static final String PASSWORD = "s:e\"c'r\\et";
  static final Path POSTGRES = Path.of("/usr/lib/postgresql/15/bin");

  private final Path folder;
  private final TrivialApplication application;
  private Optional<Manifest.BackupSpec> backup = Optional.empty();
  private Optional<BackupStore> store = Optional.empty();

  LocalSites() {
    try {
      folder = Files.createTempDirectory(Path.of("/var/tmp"), "slipway-sites-");
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.writeString(folder.resolve("password"), PASSWORD + "\n");
      application = new TrivialApplication(Files.createDirectory(folder.resolve("origin")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Path state() {
    return folder.resolve("state");
  }

  TrivialApplication application() {
    return application;
  }

  /** A network of its own for each process that runs tests. */
  static List<String> network() {
    return LocalSettings.network("127.88." + ProcessHandle.current().pid() % 250);
  }

  LocalProvider provider() {
    return provider(network(), POSTGRES);
  }

  /** Has a real object store, and sites that archive there. */
  void withBackups() throws IOException {
    Path home = Files.createDirectory(folder.resolve("home"));
    BackupStore started = new BackupStore(folder.resolve("s3"));
    store = Optional.of(started);
    new AwsCredentialsFile(home, "root").install("default", started.key());
    backup = Optional.of(started.spec(started.caFile(), home));
  }

  LocalProvider provider(List<String> addresses, Path postgres) {
    Path password = folder.resolve("password");
    var template =
        new ServerTemplate(
            state(),
            "postgres",
            new ServerTemplate.Programs(Path.of(System.getProperty("java.home")), postgres, true),
            new DatabaseSpec(
                "shop",
                "app",
                "slipway",
                "replicator",
                new PasswordFiles(password, password, password),
                Optional.empty(),
                new DatabaseSpec.PoolerSpec(10, 100)),
            backup,
            new Manifest.SourceSpec(application.url(), "", "slipway-app.yaml"),
            192);
    return new LocalProvider(
        new LocalSettings(template, addresses), new LocalRunner(), new Daemons());
  }

  Connection connect(Endpoint endpoint, String user) throws SQLException {
    String url = "jdbc:postgresql://" + endpoint + "/shop?prepareThreshold=0";
    return DriverManager.getConnection(url, user, PASSWORD);
  }

  @Override
  public void close() {
    provider().sites().stream().map(SiteRecord::name).forEach(provider()::terminate);
    store.ifPresent(BackupStore::close);
    Folders.delete(folder);
  }
}
