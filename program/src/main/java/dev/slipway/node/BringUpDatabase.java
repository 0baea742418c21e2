package dev.slipway.node;

import dev.slipway.driver.credentials.AwsCredentialsFile;
import dev.slipway.driver.pgbackrest.PgBackRest;
import dev.slipway.driver.postgres.Configuration;
import dev.slipway.driver.postgres.PostgresControl;
import dev.slipway.driver.postgres.PostgresDatabase;
import dev.slipway.driver.postgres.PostgresServer;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Runner;
import dev.slipway.service.SiteRole;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The server's PostgreSQL: created empty, or restored from the backup and following. What is on
 * disk decides what it comes up as; the manifest's role only says how a missing data directory is
 * made, so that a server that was promoted or fenced since stays so.
 */
final class BringUpDatabase implements BootstrapStep {
  private static final Duration START = Duration.ofMinutes(5);
  private static final Duration STREAM = Duration.ofMinutes(5);
  private static final Duration RECOVERY = Duration.ofHours(6);

  private final Manifest manifest;
  private final ServerParts parts;
  private final DatabaseConfiguration settings;
  private final Optional<PgBackRest> backup;
  private final Runner runner;
  private final Daemons daemons;

  BringUpDatabase(Manifest manifest, Runner runner, Daemons daemons) {
    this.manifest = manifest;
    this.parts = new ServerParts(manifest);
    this.settings = new DatabaseConfiguration(manifest);
    this.backup = parts.backup(runner, daemons);
    this.runner = runner;
    this.daemons = daemons;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public void run(Consumer<String> log) {
    PostgresServer server = parts.postgres();
    configure(server);
    backup.ifPresent(this::configure);
    if (!Files.exists(server.folders().data())) {
      create(log);
    }
    new PostgresControl(server, runner, daemons).start(START);
    log.accept("accepts connections on " + server.endpoint());
    try (var session = new DatabaseSession(server)) {
      settle(session, log);
    }
  }

  private void configure(PostgresServer server) {
    Configuration.SLIPWAY.write(server, settings.server(backup.map(PgBackRest::archiveGetCommand)));
    write(manifest.files().postgresAccess(), settings.access());
    write(manifest.files().postgresIdentities(), settings.identities());
    Path replicator = manifest.database().passwords().replicator();
    String password = PasswordFiles.read(replicator).open();
    write(manifest.files().passfile(), settings.passfile(password));
  }

  /** The key that the upstream archives with is the server's until keys are rotated. */
  private void configure(PgBackRest repository) {
    var credentials = parts.backupCredentials();
    if (credentials.keyId(ServerParts.BACKUP_PROFILE).isEmpty()) {
      Path home = manifest.backup().orElseThrow().credentialsHome();
      new AwsCredentialsFile(home, manifest.host().user())
          .key(ServerParts.BACKUP_PROFILE)
          .ifPresent(key -> credentials.install(ServerParts.BACKUP_PROFILE, key));
    }
    repository.configure();
  }

  private void write(Path file, String text) {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), manifest.host().user());
  }

  /** Under another name until it is whole: a half-made data directory is never started. */
  private void create(Consumer<String> log) {
    Path unfinished = manifest.files().postgres().resolve("data.unfinished");
    Folders.delete(unfinished);
    PostgresServer server = parts.postgresIn(unfinished);
    if (initial()) {
      log.accept("creating an empty database");
      new PostgresControl(server, runner, daemons).initialise();
    } else {
      PgBackRest repository = backup.orElseThrow(this::noBackup);
      new RestoreDatabase(manifest, repository, runner, daemons).into(server, log);
    }
    Folders.rename(unfinished, manifest.files().postgresData());
  }

  /** Only an estate's very first site begins empty: it serves, and it follows nobody. */
  private boolean initial() {
    SiteRole role = manifest.identity().role();
    boolean lost = role == SiteRole.FORMER || (role == SiteRole.CURRENT && follows());
    if (lost) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE,
          "the database of site %s, which is %s, is not on disk"
              .formatted(manifest.identity().site(), role.word()),
          "find its data directory; an empty database must not take its place");
    }
    return role == SiteRole.CURRENT;
  }

  private boolean follows() {
    return manifest.database().upstream().isPresent();
  }

  private void settle(DatabaseSession session, Consumer<String> log) {
    switch (manifest.identity().role()) {
      case CURRENT -> settleCurrent(session, log);
      case FORMER -> log.accept(session.inRecovery() ? "is a standby" : "is not a standby");
      case CANDIDATE -> settleCandidate(session, log);
      case TEST, DEMO -> settleCopy(session, log);
    }
  }

  private void settleCurrent(DatabaseSession session, Consumer<String> log) {
    if (session.inRecovery()) {
      log.accept("is a standby");
      return;
    }
    var database = manifest.database();
    var passwords = database.passwords();
    session.ensureRole(database.user(), "", PasswordFiles.read(passwords.user()));
    session.ensureRole(
        database.replicator(), "replication", PasswordFiles.read(passwords.replicator()));
    session.ensureDatabase(database.name(), database.user());
    log.accept("has database %s of %s".formatted(database.name(), database.user()));
    backup.ifPresent(repository -> archive(repository, log));
  }

  private void archive(PgBackRest repository, Consumer<String> log) {
    if (!Files.exists(manifest.files().archiving())) {
      repository.initialise();
      var driver = parts.database(Set::of, Optional.of(repository.archivePushCommand()));
      try (var database = new PostgresDatabase(driver, runner, daemons)) {
        database.enableArchiving();
      }
    }
    log.accept("archives into the repository of backups");
  }

  private SlipwayException noBackup() {
    return new SlipwayException(
        ErrorCode.BACKUP_MISSING,
        "%s has no repository of backups to be restored from"
            .formatted(manifest.identity().server()),
        "name one in the estate");
  }

  private void settleCandidate(DatabaseSession session, Consumer<String> log) {
    Optional<DatabaseSpec.Place> until =
        manifest.database().source().flatMap(DatabaseSpec.CopySource::until);
    if (!session.inRecovery()) {
      log.accept("was promoted");
    } else if (until.isPresent()) {
      awaitPlace(until.get(), session, log);
    } else {
      awaitStream(session, log);
    }
  }

  private void settleCopy(DatabaseSession session, Consumer<String> log) {
    if (session.inRecovery()) {
      if (follows()) {
        awaitStream(session, log);
      }
      session.promote();
    }
    log.accept("is promoted and archives nothing");
  }

  private void awaitPlace(DatabaseSpec.Place place, DatabaseSession session, Consumer<String> log) {
    String what = "%s recovered up to %s".formatted(manifest.identity().server(), place.name());
    Await.of(what, RECOVERY).untilTrue(session::paused);
    log.accept("is at " + place.name());
  }

  private void awaitStream(DatabaseSession session, Consumer<String> log) {
    String server = manifest.identity().server();
    Await.of(server + " streaming from its upstream", STREAM).untilTrue(session::streams);
    log.accept("streams from " + manifest.database().upstream().map(Object::toString).orElse(""));
  }
}
