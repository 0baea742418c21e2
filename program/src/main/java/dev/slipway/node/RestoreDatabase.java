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
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A data directory out of the newest backup, as a standby. It brings the settings of the server
 * that was backed up, and its includes: left in place, they would give the copy the source's
 * addresses and its archive.
 */
record RestoreDatabase(Manifest manifest, PgBackRest repository, Runner runner, Daemons daemons) {

  void into(PostgresServer server, Consumer<String> log) {
    Path data = server.folders().data();
    Ownership.createFolder(data, server.osUser());
    log.accept("restoring the newest backup");
    repository.restoreStandby(data, StandbyOptions.fresh(), log);
    dropSourceSettings(data);
    new PostgresControl(server, runner, daemons).includeConfiguration();
    manifest
        .database()
        .upstream()
        .map(new DatabaseConfiguration(manifest)::follow)
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
