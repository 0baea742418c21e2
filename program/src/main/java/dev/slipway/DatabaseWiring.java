package dev.slipway;

import dev.slipway.driver.pgbackrest.PgBackRest;
import dev.slipway.driver.pgbouncer.PgbouncerPooler;
import dev.slipway.driver.pgbouncer.PgbouncerSettings;
import dev.slipway.driver.postgres.PostgresDatabase;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.node.DatabaseSpec;
import dev.slipway.node.Manifest;
import dev.slipway.node.PasswordFiles;
import dev.slipway.node.ServerParts;
import java.util.Optional;

/** The database of a server on this machine, its pooler and its backups, as the manifest says. */
record DatabaseWiring(Manifest manifest, ThisMachine machine) {

  /**
   * @param pooler in front of it
   */
  PostgresDatabase database(PgbouncerPooler pooler) {
    Optional<String> archive =
        parts().backup(machine.runner(), machine.daemons()).map(PgBackRest::archivePushCommand);
    return new PostgresDatabase(
        parts().database(pooler::serverConnections, archive), machine.runner(), machine.daemons());
  }

  PgbouncerPooler pooler() {
    DatabaseSpec database = manifest.database();
    return new PgbouncerPooler(
        new PgbouncerSettings(
            manifest.identity().server(),
            manifest.poolerEndpoint(),
            database.name(),
            manifest.files().poolerDatabases(),
            database.superuser(),
            PasswordFiles.read(database.passwords().superuser())));
  }

  /**
   * @throws SlipwayException {@code BACKUP_MISSING} when the manifest names no repository
   */
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

  private ServerParts parts() {
    return new ServerParts(manifest);
  }
}
