package dev.slipway.node;

import dev.slipway.exec.Ownership;
import dev.slipway.service.Endpoint;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What PostgreSQL of one server is told, as data. */
final class DatabaseConfiguration {
  private final Manifest manifest;

  DatabaseConfiguration(Manifest manifest) {
    this.manifest = manifest;
  }

  /**
   * Everything but archiving and whom to follow. A restored directory brings the source's settings,
   * so all that matters is said here again.
   */
  Map<String, String> server(Optional<String> restoreCommand) {
    SiteFiles files = manifest.files();
    Map<String, String> settings = new TreeMap<>(replication());
    restoreCommand.ifPresent(command -> settings.put("restore_command", command));
    settings.put("listen_addresses", manifest.network().address());
    settings.put("port", Integer.toString(manifest.network().postgres()));
    settings.put("unix_socket_directories", files.postgresSocket().toString());
    settings.put("unix_socket_permissions", "0700");
    settings.put("hba_file", files.postgresAccess().toString());
    settings.put("ident_file", files.postgresIdentities().toString());
    settings.put("password_encryption", "scram-sha-256");
    settings.put("max_connections", "120");
    settings.put("shared_buffers", "64MB");
    settings.put("max_wal_size", "512MB");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_line_prefix", "%m [%p] %q%u@%d ");
    return settings;
  }

  private Map<String, String> replication() {
    Map<String, String> settings = new TreeMap<>();
    settings.put("wal_level", "replica");
    settings.put("max_wal_senders", "10");
    settings.put("wal_keep_size", "128MB");
    settings.put("hot_standby", "on");
    // A round of the index on a standby reads for longer than replay may wait for it.
    settings.put("hot_standby_feedback", "on");
    // A promotion soon after the upstream went away would sleep the default of 5 s.
    settings.put("wal_retrieve_retry_interval", "20ms");
    settings.put("archive_mode", archives() ? "on" : "off");
    return settings;
  }

  /** A test or demo never archives; a candidate does once a release has promoted it. */
  private boolean archives() {
    return switch (manifest.identity().role()) {
      case TEST, DEMO -> false;
      case CURRENT, FORMER, CANDIDATE -> manifest.backup().isPresent();
    };
  }

  /** Where the recovery of a copy ends: paused there, so that it is promoted only when wanted. */
  static Map<String, String> until(DatabaseSpec.Place place) {
    return Map.of(
        "recovery_target_name", place.name(),
        "recovery_target_timeline", Integer.toString(place.timeline()),
        "recovery_target_action", "pause");
  }

  /**
   * Whom a standby follows at first; {@code Database.follow} rewrites it. The values are quoted as
   * libpq wants it (PostgreSQL manual, 34.1.1.1).
   */
  Map<String, String> follow(Endpoint upstream) {
    return Map.of(
        "primary_conninfo",
        "host='%s' port=%d user='%s' passfile='%s' application_name='%s'"
            .formatted(
                upstream.host(),
                upstream.port(),
                manifest.database().replicator(),
                manifest.files().passfile().toString().replace("'", "\\'"),
                manifest.identity().server()));
  }

  /**
   * Who may log in: Slipway's own programs at the socket, everybody else with a password, from the
   * networks that this machine is directly on.
   */
  String access() {
    var database = manifest.database();
    return """
        local all %s peer map=slipway
        host all all samenet scram-sha-256
        host replication %s samenet scram-sha-256
        """
        .formatted(database.superuser(), database.replicator());
  }

  String identities() {
    return "slipway %s %s%n".formatted(osUser(), manifest.database().superuser());
  }

  private String osUser() {
    return Ownership.root() ? manifest.host().user() : System.getProperty("user.name");
  }

  /** One line for any server: whoever is followed later has the same replicator. */
  String passfile(String password) {
    String escaped = password.replace("\\", "\\\\").replace(":", "\\:");
    return "*:*:*:%s:%s%n".formatted(manifest.database().replicator(), escaped);
  }
}
