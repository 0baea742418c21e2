package dev.slipway.driver.postgres;

import dev.slipway.service.Endpoint;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What {@link PostgresDatabase} is told.
 *
 * @param archiveCommand what {@code enableArchiving} gives the server; empty for an estate without
 *     backups
 * @param pooled which connections are the pooler's
 */
public record PostgresSettings(
    PostgresServer server,
    Replication replication,
    Optional<String> archiveCommand,
    PooledConnections pooled) {

  /**
   * With what a standby logs in at its upstream.
   *
   * @param passfile in libpq's format, readable by the server; it must match every server that may
   *     become the upstream, for the password itself is never written into a configuration file
   */
  public record Replication(String user, Path passfile) {}

  /**
   * Which connections to the database are the pooler's. The pooler alone can tell: on one machine
   * it connects from the same address as everybody else, and an application name is whatever a
   * client says it is.
   */
  @FunctionalInterface
  public interface PooledConnections {
    /** The pooler's own ends of its connections to this server: address and port. */
    Set<Endpoint> locals();
  }
}
