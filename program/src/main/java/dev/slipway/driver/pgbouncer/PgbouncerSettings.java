package dev.slipway.driver.pgbouncer;

import dev.slipway.config.Secret;
import dev.slipway.service.Endpoint;
import java.nio.file.Path;

/**
 * @param name of the server, for messages
 * @param pool the entry of {@code [databases]} that clients ask for
 * @param databases the file that holds this entry; {@code pgbouncer.ini} includes it
 * @param admin one of the {@code admin_users}
 */
public record PgbouncerSettings(
    String name, Endpoint endpoint, String pool, Path databases, String admin, Secret password) {
  public PgbouncerSettings {
    if (!pool.matches("[A-Za-z0-9_.-]+")) {
      throw new IllegalArgumentException("not a name of a pool: " + pool);
    }
  }

  /** What the file of the databases must be like. */
  String advice() {
    return "%s must have one line \"%s = host=… port=… …\"".formatted(databases, pool);
  }
}
