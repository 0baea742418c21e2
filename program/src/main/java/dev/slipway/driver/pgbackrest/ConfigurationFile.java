package dev.slipway.driver.pgbackrest;

import dev.slipway.driver.pgbackrest.PgBackRestSettings.Cluster;
import dev.slipway.driver.pgbackrest.PgBackRestSettings.Repository;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Ownership;
import dev.slipway.service.NewKey;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The files that pgBackRest reads: its configuration with the key, and libpq's passfile. */
record ConfigurationFile(PgBackRestSettings settings) {
  private static final List<String> FOLDERS = List.of("log", "lock", "spool");

  /** Writes both, for the cluster's user alone. */
  void write(NewKey key) {
    String user = settings.cluster().osUser();
    Ownership.createFolder(settings.folder(), user);
    FOLDERS.forEach(name -> Ownership.createFolder(settings.folder().resolve(name), user));
    AtomicFile.write(settings.passfile(), bytes(passfile()), user);
    AtomicFile.write(settings.configurationFile(), bytes(text(key)), user);
  }

  String text(NewKey key) {
    Repository repository = settings.repository();
    Cluster cluster = settings.cluster();
    return """
    # Written by Slipway; changes are overwritten.
    [global]
    repo1-type=s3
    repo1-path=%s
    repo1-s3-bucket=%s
    repo1-s3-endpoint=%s
    repo1-s3-region=%s
    repo1-s3-uri-style=path
    repo1-s3-key=%s
    repo1-s3-key-secret=%s
    repo1-storage-port=%d
    repo1-storage-ca-file=%s
    repo1-retention-full=%d
    repo1-bundle=y
    log-path=%s
    lock-path=%s
    spool-path=%s
    log-level-file=detail
    log-level-stderr=off
    start-fast=y
    archive-async=y
    archive-timeout=60
    compress-type=lz4
    process-max=2

    [%s]
    pg1-path=%s
    pg1-socket-path=%s
    pg1-port=%d
    pg1-user=%s
    """
        .formatted(
            repository.path(),
            repository.bucket(),
            repository.endpoint().host(),
            repository.region(),
            key.id(),
            key.secret().open(),
            repository.endpoint().port(),
            repository.caFile(),
            repository.fullBackups(),
            settings.folder().resolve("log"),
            settings.folder().resolve("lock"),
            settings.folder().resolve("spool"),
            settings.stanza(),
            cluster.data(),
            cluster.socket(),
            cluster.port(),
            cluster.superuser().user());
  }

  private String passfile() {
    PgBackRestSettings.Login login = settings.cluster().superuser();
    return "*:*:*:%s:%s\n".formatted(escape(login.user()), escape(login.password().open()));
  }

  private static String escape(String field) {
    return field.replace("\\", "\\\\").replace(":", "\\:");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
