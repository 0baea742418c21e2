package dev.slipway.driver.pgbackrest;

import dev.slipway.config.Secret;
import dev.slipway.service.Endpoint;
import java.nio.file.Path;

/**
 * One server's view of a repository.
 *
 * @param stanza pgBackRest's word for a lineage: what its backups are filed under
 * @param folder for the configuration, logs, locks and spool of this server alone
 */
public record PgBackRestSettings(
    String stanza, Repository repository, Cluster cluster, Path folder) {

  /**
   * Where the backups are.
   *
   * @param endpoint of the object store; TLS is the only thing that pgBackRest speaks
   * @param path inside the bucket, with a leading slash
   * @param caFile PEM file of the certificates to trust, readable for the cluster's user
   * @param fullBackups how many are kept
   */
  public record Repository(
      Endpoint endpoint, String bucket, String region, String path, Path caFile, int fullBackups) {}

  /**
   * The database that is backed up, or that a backup is restored to.
   *
   * @param binaries the folder of {@code postgres} and {@code psql}
   * @param socket the folder of its Unix socket
   * @param osUser whom PostgreSQL and pgBackRest run as when Slipway is root
   */
  public record Cluster(
      Path binaries, Path data, Path socket, int port, String osUser, Login superuser) {}

  /** A database user and its password. */
  public record Login(String user, Secret password) {}

  Path configurationFile() {
    return folder.resolve("pgbackrest.conf");
  }

  Path passfile() {
    return folder.resolve("pgpass");
  }

  /** Where a backup is restored to prove it; needs as much room as the database. */
  Path scratch() {
    return folder.resolve("scratch");
  }
}
