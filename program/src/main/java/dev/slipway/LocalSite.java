package dev.slipway;

import dev.slipway.config.AppDescriptor;
import dev.slipway.config.KeySettings.Home;
import dev.slipway.driver.credentials.AwsCredentialsFile;
import dev.slipway.driver.cron.CronFileSchedule;
import dev.slipway.driver.cron.CronSettings;
import dev.slipway.driver.pgbackrest.PgBackRest;
import dev.slipway.driver.pgbouncer.PgbouncerPooler;
import dev.slipway.driver.pgbouncer.PgbouncerSettings;
import dev.slipway.driver.postgres.PostgresDatabase;
import dev.slipway.driver.s3.S3ObjectStore;
import dev.slipway.driver.s3.S3Settings;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.node.JavaProgram;
import dev.slipway.node.Manifest;
import dev.slipway.node.ServerParts;
import dev.slipway.release.HoldWatch;
import dev.slipway.release.LogFiles;
import dev.slipway.release.OtherSite;
import dev.slipway.release.ServerLogFiles;
import dev.slipway.release.SiteServices;
import dev.slipway.release.watch.WatchProcess;
import dev.slipway.service.Application;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.Database;
import dev.slipway.service.NewKey;
import dev.slipway.service.ObjectStore;
import dev.slipway.service.Pooler;
import dev.slipway.service.Schedule;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A site whose master is this machine: its drivers, each made when it is first asked for. Its
 * manifest says where everything is; there need be no estate.
 */
final class LocalSite implements SiteServices, AutoCloseable {
  private final Path file;
  private final Manifest manifest;
  private final ThisMachine machine;
  private final Kept kept = new Kept();

  /**
   * @param file where the manifest lies
   */
  LocalSite(Path file, Manifest manifest, ThisMachine machine) {
    this.file = file;
    this.manifest = manifest;
    this.machine = machine;
  }

  @Override
  public Database database() {
    return kept.get(Database.class, "", this::postgres);
  }

  private PostgresDatabase postgres() {
    PgbouncerPooler pooler = pgbouncer();
    Optional<String> archive =
        parts().backup(machine.runner(), machine.daemons()).map(PgBackRest::archivePushCommand);
    return new PostgresDatabase(
        parts().database(pooler::serverConnections, archive), machine.runner(), machine.daemons());
  }

  @Override
  public Pooler pooler() {
    return pgbouncer();
  }

  private PgbouncerPooler pgbouncer() {
    return kept.get(
        PgbouncerPooler.class,
        "",
        () ->
            new PgbouncerPooler(
                new PgbouncerSettings(
                    manifest.identity().server(),
                    manifest.poolerEndpoint(),
                    manifest.database().name(),
                    manifest.files().poolerDatabases(),
                    manifest.database().superuser(),
                    Manifest.PasswordFiles.read(manifest.database().passwords().superuser()))));
  }

  @Override
  public HoldWatch holdWatch(OtherSite to) {
    return watch(HoldWatchMain.Of.HOLD, to);
  }

  @Override
  public HoldWatch fenceWatch(OtherSite to) {
    return watch(HoldWatchMain.Of.FENCE, to);
  }

  @Override
  public HoldWatch poolerWatch(OtherSite from) {
    return watch(HoldWatchMain.Of.POOLER, from);
  }

  /** Started from the class path of this program; its traces lie with the site's own. */
  private HoldWatch watch(HoldWatchMain.Of what, OtherSite other) {
    return kept.get(HoldWatch.class, what + " " + other, () -> watchProcess(what, other));
  }

  private WatchProcess watchProcess(HoldWatchMain.Of what, OtherSite other) {
    Path outcome = manifest.files().run().resolve("hold-watch.outcome");
    JavaProgram program = JavaProgram.here(List.of("-Xmx64m"), HoldWatchMain.class.getName());
    return new WatchProcess(
        Command.of(program.with(HoldWatchMain.arguments(what, outcome, file, other))),
        new WatchProcess.Traces(
            manifest.files().pidFile("hold-watch"),
            manifest.files().run().resolve("hold-watch.log"),
            outcome),
        machine.daemons());
  }

  @Override
  public BackupRepository backups() {
    return kept.get(BackupRepository.class, "", this::pgBackRest);
  }

  private PgBackRest pgBackRest() {
    return parts()
        .backup(machine.jobs(), machine.daemons())
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.BACKUP_MISSING,
                    manifest.identity().site() + " was launched without a backup repository",
                    "launch it again"));
  }

  @Override
  public Application application() {
    return kept.get(
        Application.class, "", () -> new ApplicationWiring(manifest, machine).application());
  }

  @Override
  public AppDescriptor.Health health() {
    return parts().application().health();
  }

  @Override
  public CredentialsFile credentials(Home home) {
    return switch (home) {
      case POSTGRES ->
          new AwsCredentialsFile(manifest.files().home("postgres"), manifest.host().user());
      case APPLICATION -> new AwsCredentialsFile(manifest.files().home("app"), user());
    };
  }

  @Override
  public Schedule schedule(Path crontab) {
    return kept.get(
        Schedule.class,
        crontab.toString(),
        () -> new CronFileSchedule(new CronSettings(crontab, user())));
  }

  @Override
  public LogFiles logs() {
    return new ServerLogFiles(
        application(), manifest.files().run().resolve("logs-on-their-way"), this::store);
  }

  /** Trusted as the backup's store is: it is the same one. */
  private ObjectStore store(LogFiles.Destination to, NewKey key) {
    Optional<Path> ca = manifest.backup().map(Manifest.BackupSpec::caFile);
    return kept.get(
        ObjectStore.class,
        to.store() + " " + key.id(),
        () -> new S3ObjectStore(new S3Settings(to.store(), to.region(), ca, key)));
  }

  private static String user() {
    return System.getProperty("user.name");
  }

  private ServerParts parts() {
    return new ServerParts(manifest);
  }

  @Override
  public void close() {
    kept.close();
  }
}
