package dev.slipway;

import dev.slipway.config.DatabaseSettings;
import dev.slipway.config.Estate;
import dev.slipway.config.Profile;
import dev.slipway.node.Manifest;
import dev.slipway.provider.local.LocalProvider;
import dev.slipway.provider.local.LocalSettings;
import dev.slipway.service.Endpoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** A local profile of the estate as the provider of local sites takes it. */
record LocalWiring(Estate estate, Profile profile, Machine machine) {
  private static final String DESCRIPTOR = "slipway-app.yaml";
  private static final Manifest.PoolerSpec POOLER = new Manifest.PoolerSpec(20, 500);
  private static final int HTTPS = 443;

  LocalProvider provider() {
    LocalSettings settings =
        new LocalSettings(
            estate.state(),
            LocalSettings.network(profile.network().prefix()),
            profile.user(),
            new LocalSettings.Programs(Machine.javaHome(), Machine.postgres()),
            database(),
            Optional.of(backup()),
            source(),
            (int) (profile.search().heap().bytes() >> 20));
    return new LocalProvider(settings, machine.runner(), machine.daemons());
  }

  private Manifest.DatabaseSpec database() {
    DatabaseSettings database = estate.database();
    PasswordFile files = new PasswordFile(estate.state());
    return new Manifest.DatabaseSpec(
        database.name(),
        database.user(),
        database.admin().user(),
        database.replication().user(),
        new Manifest.PasswordFiles(
            files.of("database", database.password()),
            files.of("admin", database.admin().password()),
            files.of("replication", database.replication().password())),
        Optional.empty(),
        POOLER);
  }

  private Manifest.BackupSpec backup() {
    var backup = estate.services().backup();
    var store = estate.services().objectStore();
    URI endpoint = store.endpoint();
    int port = endpoint.getPort() < 0 ? HTTPS : endpoint.getPort();
    return new Manifest.BackupSpec(
        backup.stanza(),
        new Endpoint(endpoint.getHost(), port),
        backup.bucket(),
        store.region(),
        store.ca().orElse(Path.of("/etc/ssl/certs/ca-certificates.crt")),
        backup.path(),
        estate.state().resolve("home").resolve("postgres"));
  }

  private Manifest.SourceSpec source() {
    String directory = estate.application().directory();
    return new Manifest.SourceSpec(
        estate.application().repository().text(),
        directory.equals(".") ? "" : directory,
        DESCRIPTOR);
  }
}
