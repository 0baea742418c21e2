package dev.slipway.node;

import dev.slipway.config.AppDescriptor;
import dev.slipway.config.Variables;
import dev.slipway.driver.credentials.AwsCredentialsFile;
import dev.slipway.driver.pgbackrest.PgBackRest;
import dev.slipway.driver.pgbackrest.PgBackRestSettings;
import dev.slipway.driver.postgres.PostgresServer;
import dev.slipway.driver.postgres.PostgresSettings;
import dev.slipway.driver.postgres.PostgresSettings.PooledConnections;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Runner;
import dev.slipway.service.NewKey;
import dev.slipway.service.SiteRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the drivers and the application's descriptor need to know of one server. */
public record ServerParts(Manifest manifest) {
  /** In the credentials file of the user that archives. */
  public static final String BACKUP_PROFILE = "default";

  /** A week of nightly ones. */
  private static final int FULL_BACKUPS = 7;

  /**
   * Its PostgreSQL.
   *
   * @throws dev.slipway.error.SlipwayException {@code SECRET_MISSING}
   */
  public PostgresServer postgres() {
    return postgresIn(manifest.files().postgresData());
  }

  /** Its PostgreSQL while the data directory has another name. */
  PostgresServer postgresIn(Path data) {
    SiteFiles files = manifest.files();
    var database = manifest.database();
    return new PostgresServer(
        manifest.identity().server(),
        manifest.databaseEndpoint(),
        new PostgresServer.Folders(
            manifest.host().postgresPrograms(),
            data,
            files.postgresSocket(),
            files.postgresLogFile(),
            files.postgresConfiguration()),
        manifest.host().user(),
        new PostgresServer.Login(
            database.superuser(), PasswordFiles.read(database.passwords().superuser())));
  }

  /**
   * What the installed application offers here, no variable left in it.
   *
   * @throws dev.slipway.error.SlipwayException {@code DESCRIPTOR_INVALID}
   */
  public AppDescriptor application() {
    return descriptor().on(variables());
  }

  /**
   * Whether the installed application is told where its search node is: only then there is one.
   *
   * @throws dev.slipway.error.SlipwayException {@code DESCRIPTOR_INVALID}
   */
  public boolean usesSearch() {
    return descriptor().usesSearch();
  }

  private AppDescriptor descriptor() {
    return AppDescriptor.parse(read(manifest.files().descriptor()));
  }

  private static String read(Path descriptor) {
    try {
      return Files.readString(descriptor);
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.DESCRIPTOR_INVALID,
          "no application is installed: " + descriptor + " is missing",
          "bring the server up first",
          e);
    }
  }

  /** What a driver of its database is told. */
  public PostgresSettings database(PooledConnections pooled, Optional<String> archiveCommand) {
    var replication =
        new PostgresSettings.Replication(
            manifest.database().replicator(), manifest.files().passfile());
    return new PostgresSettings(postgres(), replication, archiveCommand, pooled);
  }

  /** The repository of backups as this server uses it; empty when the site has none. */
  public Optional<PgBackRest> backup(Runner runner, Daemons daemons) {
    return manifest
        .backup()
        .map(backup -> new PgBackRest(backupSettings(backup), this::backupKey, runner, daemons));
  }

  /** The {@code .aws/credentials} of the user that archives. */
  public AwsCredentialsFile backupCredentials() {
    return new AwsCredentialsFile(manifest.files().home("postgres"), manifest.host().user());
  }

  private NewKey backupKey() {
    return backupCredentials()
        .key(BACKUP_PROFILE)
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.SECRET_MISSING,
                    "%s has no key for its backups".formatted(manifest.identity().server()),
                    "put one into profile %s of %s"
                        .formatted(BACKUP_PROFILE, manifest.files().awsCredentials("postgres"))));
  }

  private PgBackRestSettings backupSettings(Manifest.BackupSpec backup) {
    SiteFiles files = manifest.files();
    return new PgBackRestSettings(
        backup.stanza(),
        new PgBackRestSettings.Repository(
            backup.endpoint(),
            backup.bucket(),
            backup.region(),
            backup.path(),
            backup.caFile(),
            FULL_BACKUPS),
        new PgBackRestSettings.Cluster(
            manifest.host().postgresPrograms(),
            files.postgresData(),
            files.postgresSocket(),
            manifest.network().postgres(),
            manifest.host().user(),
            new PgBackRestSettings.Login(
                manifest.database().superuser(), postgres().superuser().password())),
        files.backup());
  }

  /** What {@code ${…}} in the descriptor stands for here. */
  public Variables variables() {
    SiteFiles files = manifest.files();
    var network = manifest.network();
    var database = manifest.database();
    Map<String, String> values = new HashMap<>();
    values.put("server.address", network.address());
    values.put("server.logs", files.logs().toString());
    values.put("server.state", files.appState().toString());
    values.put("site.name", manifest.identity().site());
    values.put("app.port", Integer.toString(network.application()));
    values.put("app.fileIndexer", fileIndexer());
    values.put("pooler.address", network.address());
    values.put("pooler.port", Integer.toString(network.pooler()));
    values.put("database.address", network.address());
    values.put("database.port", Integer.toString(network.postgres()));
    values.put("database.name", database.name());
    values.put("database.user", database.user());
    values.put("database.passwordFile", database.passwords().user().toString());
    values.put("search.url", "http://" + manifest.searchEndpoint());
    return new Variables(values);
  }

  /** In which the application's programs run: what its descriptor says, and the server's Java. */
  public Map<String, String> environment(AppDescriptor descriptor) {
    Map<String, String> environment = javaEnvironment();
    descriptor.start().ifPresent(start -> environment.putAll(start.environment()));
    return environment;
  }

  /** The application's programs and its build find the Java that the manifest names. */
  Map<String, String> javaEnvironment() {
    Path javaHome = manifest.host().javaHome();
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", javaHome.toString());
    String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
    environment.put("PATH", javaHome.resolve("bin") + ":" + path);
    return environment;
  }

  /** A candidate starts with it off (runbook R12). */
  private String fileIndexer() {
    return manifest.identity().role() == SiteRole.CANDIDATE ? "off" : "on";
  }
}
