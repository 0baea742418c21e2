package dev.slipway;

import dev.slipway.config.AppDescriptor;
import dev.slipway.config.KeySettings.Home;
import dev.slipway.driver.credentials.AwsCredentialsFile;
import dev.slipway.driver.cron.CronFileSchedule;
import dev.slipway.driver.cron.CronSettings;
import dev.slipway.driver.pgbouncer.PgbouncerPooler;
import dev.slipway.driver.s3.S3ObjectStore;
import dev.slipway.driver.s3.S3Settings;
import dev.slipway.node.Manifest;
import dev.slipway.node.ServerParts;
import dev.slipway.release.HoldWatch;
import dev.slipway.release.LogFiles;
import dev.slipway.release.OtherSite;
import dev.slipway.release.ServerLogFiles;
import dev.slipway.release.SiteServices;
import dev.slipway.service.Application;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.CredentialsFile;
import dev.slipway.service.Database;
import dev.slipway.service.NewKey;
import dev.slipway.service.ObjectStore;
import dev.slipway.service.Pooler;
import dev.slipway.service.Schedule;
import java.nio.file.Path;
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
    return kept.get(Database.class, "", () -> databases().database(pgbouncer()));
  }

  @Override
  public Pooler pooler() {
    return pgbouncer();
  }

  private PgbouncerPooler pgbouncer() {
    return kept.get(PgbouncerPooler.class, "", () -> databases().pooler());
  }

  private DatabaseWiring databases() {
    return new DatabaseWiring(manifest, machine);
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

  private HoldWatch watch(HoldWatchMain.Of what, OtherSite other) {
    return kept.get(
        HoldWatch.class,
        what + " " + other,
        () -> new WatchWiring(file, manifest, machine.daemons()).watch(what, other));
  }

  @Override
  public BackupRepository backups() {
    return kept.get(BackupRepository.class, "", () -> databases().backups());
  }

  @Override
  public Application application() {
    return kept.get(
        Application.class, "", () -> new ApplicationWiring(manifest, machine).application());
  }

  @Override
  public AppDescriptor.Health health() {
    return new ServerParts(manifest).application().health();
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

  @Override
  public void close() {
    kept.close();
  }
}
