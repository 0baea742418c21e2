package dev.slipway;

import dev.slipway.config.DatabaseSettings;
import dev.slipway.config.Estate;
import dev.slipway.node.DatabaseSpec;
import dev.slipway.node.Manifest;
import dev.slipway.node.PasswordFiles;
import dev.slipway.service.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What the estate says of its servers, wherever they come from. */
record TemplateWiring(Estate estate) {
  private static final String DESCRIPTOR = "slipway-app.yaml";
  private static final DatabaseSpec.PoolerSpec POOLER = new DatabaseSpec.PoolerSpec(20, 500);
  private static final int HTTPS = 443;

  DatabaseSpec database(PasswordFiles passwords) {
    DatabaseSettings database = estate.database();
    return new DatabaseSpec(
        database.name(),
        database.user(),
        database.admin().user(),
        database.replication().user(),
        passwords,
        Optional.empty(),
        POOLER);
  }

  /**
   * @param credentialsHome on the server, whose {@code .aws/credentials} it begins with
   * @param ca on the server, of a store whose certificate not every machine trusts
   */
  Manifest.BackupSpec backup(Path credentialsHome, Optional<Path> ca) {
    var backup = estate.services().backup();
    var store = estate.services().objectStore();
    URI endpoint = store.endpoint();
    int port = endpoint.getPort() < 0 ? HTTPS : endpoint.getPort();
    return new Manifest.BackupSpec(
        backup.stanza(),
        new Endpoint(endpoint.getHost(), port),
        backup.bucket(),
        store.region(),
        ca.orElse(Path.of("/etc/ssl/certs/ca-certificates.crt")),
        backup.path(),
        credentialsHome);
  }

  Manifest.SourceSpec source() {
    return new Manifest.SourceSpec(
        estate.application().repository().text(), directory(), DESCRIPTOR);
  }

  /** The path of a file beside the application's descriptor, in the repository. */
  String beside(String name) {
    return directory().isEmpty() ? name : directory() + "/" + name;
  }

  private String directory() {
    String directory = estate.application().directory();
    return directory.equals(".") ? "" : directory;
  }
}
