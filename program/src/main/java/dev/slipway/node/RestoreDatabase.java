package dev.slipway.node;

import dev.slipway.driver.pgbackrest.PgBackRest;
import dev.slipway.driver.pgbackrest.StandbyOptions;
import dev.slipway.driver.postgres.Configuration;
import dev.slipway.driver.postgres.PostgresControl;
import dev.slipway.driver.postgres.PostgresServer;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Ownership;
import dev.slipway.exec.Runner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A data directory out of the newest backup, or the newest that is older than the place it is to
 * end at, as a standby. It brings the settings of the server that was backed up, and its includes:
 * left in place, they would give the copy the source's addresses and its archive.
 */
record RestoreDatabase(Manifest manifest, PgBackRest repository, Runner runner, Daemons daemons) {

  void into(PostgresServer server, Consumer<String> log) {
    Path data = server.folders().data();
    Ownership.createFolder(data, server.osUser());
    Optional<DatabaseSpec.Place> until =
        manifest.database().source().flatMap(DatabaseSpec.CopySource::until);
    log.accept(
        "restoring the newest backup" + until.map(place -> " before " + place.name()).orElse(""));
    repository.restoreStandby(
        data,
        until
            .map(place -> StandbyOptions.olderThan(place.taken()))
            .orElseGet(StandbyOptions::fresh),
        log);
    dropSourceSettings(data);
    new PostgresControl(server, runner, daemons).includeConfiguration();
    until
        .map(DatabaseConfiguration::until)
        .or(() -> manifest.database().upstream().map(new DatabaseConfiguration(manifest)::follow))
        .ifPresent(settings -> Configuration.STANDBY.write(server, settings));
  }

  private static void dropSourceSettings(Path data) {
    Path file = data.resolve("postgresql.conf");
    try {
      String own =
          Files.readAllLines(file).stream()
              .filter(line -> !line.stripLeading().startsWith("include"))
              .collect(Collectors.joining("\n", "", "\n"));
      AtomicFile.replace(file, own.getBytes(StandardCharsets.UTF_8));
      AtomicFile.replace(data.resolve("postgresql.auto.conf"), new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
