package dev.slipway;

import dev.slipway.config.AppDescriptor;
import dev.slipway.config.Estate;
import dev.slipway.config.KeySettings.Home;
import dev.slipway.config.KeySettings.KeyUser;
import dev.slipway.driver.app.ApplicationSettings;
import dev.slipway.driver.app.DescribedApplication;
import dev.slipway.driver.credentials.AwsCredentialsFile;
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
import dev.slipway.release.watch.WatchProcess;
import dev.slipway.service.NewKey;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The drivers of one site: its manifest says where everything is. */
record SiteWiring(Estate estate, Manifest manifest, ThisMachine machine) {
  private static final Duration ANSWER = Duration.ofSeconds(5);

  PgbouncerPooler pooler() {
    return new PgbouncerPooler(
        new PgbouncerSettings(
            manifest.identity().server(),
            manifest.poolerEndpoint(),
            manifest.database().name(),
            manifest.files().poolerDatabases(),
            manifest.database().superuser(),
            Manifest.PasswordFiles.read(manifest.database().passwords().superuser())));
  }

  PostgresDatabase database(PgbouncerPooler pooler) {
    Optional<String> archive =
        parts().backup(machine.runner(), machine.daemons()).map(PgBackRest::archivePushCommand);
    return new PostgresDatabase(
        parts().database(pooler::serverConnections, archive), machine.runner(), machine.daemons());
  }

  /** Started from the class path of this program; its traces lie with the site's own. */
  WatchProcess watch(HoldWatchMain.Of what, Path estateFile, String to) {
    Path outcome = manifest.files().run().resolve("hold-watch.outcome");
    JavaProgram program = JavaProgram.here(List.of("-Xmx64m"), HoldWatchMain.class.getName());
    List<String> arguments =
        program.with(
            List.of(
                estateFile.toAbsolutePath().toString(),
                manifest.identity().site(),
                to,
                what.name(),
                outcome.toString()));
    return new WatchProcess(
        Command.of(arguments),
        new WatchProcess.Traces(
            manifest.files().pidFile("hold-watch"),
            manifest.files().run().resolve("hold-watch.log"),
            outcome),
        machine.daemons());
  }

  PgBackRest backups() {
    return parts()
        .backup(machine.jobs(), machine.daemons())
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.BACKUP_MISSING,
                    manifest.identity().site() + " was launched without a backup repository",
                    "launch it again"));
  }

  DescribedApplication application() {
    AppDescriptor descriptor = parts().application();
    return new DescribedApplication(
        new ApplicationSettings(
            URI.create("http://" + manifest.applicationEndpoint()),
            new ApplicationSettings.Health(descriptor.health().path(), descriptor.health().site()),
            new ApplicationSettings.Search(
                parts().usesSearch(),
                descriptor.indexer().map(AppDescriptor.Indexer::status),
                descriptor.indexer().flatMap(AppDescriptor.Indexer::seed).map(SiteWiring::seed),
                descriptor.fileIndexer().map(SiteWiring::fileIndexer)),
            new ApplicationSettings.Documents(
                descriptor.upgrade().map(AppDescriptor.Upgrade::command).orElse(List.of()),
                descriptor.documents().map(AppDescriptor.Documents::unreadable)),
            descriptor.logs().stream().map(manifest.files().logs()::resolve).toList(),
            new ApplicationSettings.Surroundings(
                manifest.files().app(), parts().environment(descriptor), Optional.empty()),
            ANSWER),
        machine.runner(),
        machine.jobs());
  }

  private static ApplicationSettings.Seed seed(AppDescriptor.Seed seed) {
    return new ApplicationSettings.Seed(seed.index(), seed.sample(), seed.on(), seed.off());
  }

  private static ApplicationSettings.FileIndexer fileIndexer(AppDescriptor.FileIndexer indexer) {
    return new ApplicationSettings.FileIndexer(indexer.status(), indexer.on(), indexer.off());
  }

  AwsCredentialsFile credentials(KeyUser user) {
    return user.credentials() == Home.POSTGRES
        ? new AwsCredentialsFile(manifest.files().home("postgres"), manifest.host().user())
        : new AwsCredentialsFile(manifest.files().home("app"), System.getProperty("user.name"));
  }

  S3ObjectStore objectStore(KeyUser user) {
    var store = estate.services().objectStore();
    NewKey key =
        credentials(user)
            .key(user.profile())
            .orElseThrow(
                () ->
                    new SlipwayException(
                        ErrorCode.SECRET_MISSING,
                        "%s holds no key of %s".formatted(manifest.identity().site(), user.name()),
                        "make one with `slipway keys rotate`"));
    Optional<Path> ca = store.ca();
    return new S3ObjectStore(new S3Settings(store.endpoint(), store.region(), ca, key));
  }

  private ServerParts parts() {
    return new ServerParts(manifest);
  }
}
