package dev.slipway.driver.pgbackrest;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Ownership;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import dev.slipway.service.Backup;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Proves that a backup restores: a throw-away server on it recovers, becomes writable and is asked
 * in every database. It listens nowhere but on a socket in the scratch folder, archives nothing and
 * reads no configuration of the server that was backed up.
 */
record RestoreProof(PgBackRestSettings settings, Runner runner, Daemons daemons) {
  private static final int PORT = 5432;
  private static final Duration STOP = Duration.ofSeconds(20);
  private static final String DATABASES =
      "SELECT datname FROM pg_database WHERE datallowconn ORDER BY 1";
  private static final String QUESTION =
      "SELECT count(*) FROM pg_class WHERE NOT pg_is_in_recovery()";

  /** How long it took, from the restore to the last answer. */
  Duration of(Backup backup, Duration deadline) {
    long begin = System.nanoTime();
    Path scratch = settings.scratch();
    // What a proof left whose controller was killed.
    cleanUp(scratch);
    Ownership.createFolder(scratch, settings.cluster().osUser());
    requireRoom(scratch, backup);
    try {
      restore(backup, scratch, deadline);
      startAndAsk(scratch, deadline.minusNanos(System.nanoTime() - begin));
      return Duration.ofNanos(System.nanoTime() - begin);
    } finally {
      cleanUp(scratch);
    }
  }

  private void restore(Backup backup, Path scratch, Duration deadline) {
    for (String folder : List.of("data", "run", "spool")) {
      Ownership.createFolder(scratch.resolve(folder), settings.cluster().osUser());
    }
    Result result = runner.run(commands().restoreCopy(backup.label(), scratch, deadline));
    if (!result.succeeded()) {
      throw new Failure(settings).of("restore backup " + backup.label(), result);
    }
  }

  private void startAndAsk(Path scratch, Duration deadline) {
    write(scratch.resolve("postgresql.conf"), "");
    write(scratch.resolve("pg_hba.conf"), "local all all trust\n");
    ProcessIdentity server =
        daemons.start(
            commands().postgres(scratch.resolve("data"), parameters(scratch)),
            pidFile(scratch),
            scratch.resolve("postgres.log"));
    awaitAnswer(server, scratch, deadline).forEach(database -> requireAnswer(scratch, database));
  }

  /**
   * On the command line, so that they win over what ALTER SYSTEM wrote into the backed up data
   * directory. Without hot standby, recovery does not insist on the original's sizes.
   */
  private Map<String, String> parameters(Path scratch) {
    return Map.ofEntries(
        Map.entry("config_file", scratch.resolve("postgresql.conf").toString()),
        Map.entry("hba_file", scratch.resolve("pg_hba.conf").toString()),
        Map.entry("listen_addresses", ""),
        Map.entry("port", Integer.toString(PORT)),
        Map.entry("unix_socket_directories", scratch.resolve("run").toString()),
        Map.entry("unix_socket_permissions", "0700"),
        Map.entry("archive_mode", "off"),
        Map.entry("restore_command", commands().archiveGet(scratch.resolve("data"))),
        Map.entry("primary_conninfo", ""),
        Map.entry("hot_standby", "off"),
        Map.entry("logging_collector", "off"),
        Map.entry("shared_preload_libraries", ""),
        Map.entry("shared_buffers", "32MB"),
        Map.entry("fsync", "off"));
  }

  /** The databases to ask. A server that ended in recovery answers no more. */
  private List<String> awaitAnswer(ProcessIdentity server, Path scratch, Duration deadline) {
    Result answer =
        Await.of("recovery of the restored backup", deadline)
            .until(
                () ->
                    Optional.of(ask(scratch, "postgres", DATABASES))
                        .filter(found -> found.succeeded() || !server.alive()));
    if (!answer.succeeded()) {
      throw unproven(lastWords(scratch));
    }
    return answer.output().lines().toList();
  }

  private void requireAnswer(Path scratch, String database) {
    Result answer = ask(scratch, database, QUESTION);
    if (!answer.succeeded() || answer.output().strip().equals("0")) {
      throw unproven("database %s: %s".formatted(database, answer.lastLine()));
    }
  }

  private Result ask(Path scratch, String database, String sql) {
    return runner.run(commands().ask(scratch.resolve("run"), PORT, database, sql));
  }

  private SlipwayException unproven(String why) {
    return new SlipwayException(
        ErrorCode.BACKUP_FAILED,
        "the newest backup of %s was restored but does not serve: %s"
            .formatted(settings.stanza(), why),
        "take another backup and prove it");
  }

  private static String lastWords(Path scratch) {
    try (Stream<String> lines = Files.lines(scratch.resolve("postgres.log"))) {
      return lines.filter(line -> !line.isBlank()).reduce((first, last) -> last).orElse("");
    } catch (IOException e) {
      return "its log cannot be read";
    }
  }

  private void write(Path file, String text) {
    AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8), settings.cluster().osUser());
  }

  private Commands commands() {
    return new Commands(settings);
  }

  private void requireRoom(Path scratch, Backup backup) {
    try {
      if (Files.getFileStore(scratch).getUsableSpace() < backup.sizeBytes()) {
        throw new Failure(settings).noRoom(scratch, backup.sizeBytes());
      }
    } catch (IOException e) {
      throw unusable(scratch, e);
    }
  }

  private void cleanUp(Path scratch) {
    if (Files.exists(scratch)) {
      daemons.stop(pidFile(scratch), STOP);
      delete(scratch);
    }
  }

  private static Path pidFile(Path scratch) {
    return scratch.resolve("postgres.pid");
  }

  private static void delete(Path scratch) {
    try (Stream<Path> content = Files.walk(scratch)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw unusable(scratch, e);
    }
  }

  private static SlipwayException unusable(Path scratch, IOException e) {
    return new SlipwayException(
        ErrorCode.PERMISSION_DENIED,
        "the scratch folder %s cannot be used: %s".formatted(scratch, e),
        "give another folder",
        e);
  }
}
