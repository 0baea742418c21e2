package dev.slipway.node;

import dev.slipway.config.Secret;

/** What PgBouncer of one server is told, as text. */
final class PoolerSettings {
  private final Manifest manifest;

  PoolerSettings(Manifest manifest) {
    this.manifest = manifest;
  }

  /**
   * The pooler's own settings. A minimum pool size would open a connection while the pool is held
   * and then wait {@code server_login_retry} for it (PgBouncer 1.18).
   */
  String server() {
    SiteFiles files = manifest.files();
    return """
        ; Written by Slipway; changes are overwritten.
        %%include %s

        [pgbouncer]
        listen_addr = %s
        listen_port = %d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %s
        admin_users = %s
        pool_mode = transaction
        default_pool_size = %d
        min_pool_size = 0
        max_client_conn = %d
        server_login_retry = 1
        server_round_robin = 0
        ignore_startup_parameters = extra_float_digits
        log_connections = 0
        log_disconnections = 0
        """
        .formatted(
            files.poolerDatabases(),
            manifest.network().address(),
            manifest.network().pooler(),
            files.poolerUsers(),
            manifest.database().superuser(),
            manifest.database().pooler().poolSize(),
            manifest.database().pooler().maxClients());
  }

  /** Where the pool sends to at first; a repoint rewrites the line. */
  String databases() {
    return """
        [databases]
        %s = host=%s port=%d
        """
        .formatted(
            manifest.database().name(),
            manifest.network().address(),
            manifest.network().postgres());
  }

  /** The application's user and the administrator. */
  String users(Secret user, Secret superuser) {
    var database = manifest.database();
    return line(database.user(), user) + line(database.superuser(), superuser);
  }

  private static String line(String user, Secret password) {
    return "\"%s\" \"%s\"%n".formatted(user, password.open().replace("\"", "\"\""));
  }
}
