package dev.slipway.driver.postgres;

import dev.slipway.config.Secret;
import dev.slipway.service.Endpoint;
import java.nio.file.Path;

/**
 * One PostgreSQL server on this machine.
 *
 * @param name the server's name in messages, and its application name as a standby
 * @param osUser whom the server runs as when Slipway is root; PostgreSQL refuses root
 */
public record PostgresServer(
    String name, Endpoint endpoint, Folders folders, String osUser, Login superuser) {

  /**
   * @param binaries where {@code postgres} and {@code initdb} are
   * @param data the data directory
   * @param socket where the Unix socket is created
   * @param log the file that the server's messages are appended to
   * @param configuration the folder of the files that {@link Configuration} names
   */
  public record Folders(Path binaries, Path data, Path socket, Path log, Path configuration) {}

  /** A database user and its password. */
  public record Login(String user, Secret password) {}

  Path program(String name) {
    return folders.binaries().resolve(name);
  }

  Path data(String name) {
    return folders.data().resolve(name);
  }
}
