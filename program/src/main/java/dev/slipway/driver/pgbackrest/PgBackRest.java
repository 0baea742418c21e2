package dev.slipway.driver.pgbackrest;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Ownership;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import dev.slipway.service.Backup;
import dev.slipway.service.BackupRepository;
import dev.slipway.service.NewKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The repository as one server uses it. The key is asked for and the configuration written before
 * every operation; PostgreSQL's own archiving reads the same file, so {@link #configure} is called
 * after a key was changed.
 */
public final class PgBackRest implements BackupRepository {
  private final PgBackRestSettings settings;
  private final Supplier<NewKey> key;
  private final Runner runner;
  private final Commands commands;
  private final Failure failure;
  private final RestoreProof proof;

  /**
   * @param key the key that the server's credentials file holds now
   */
  public PgBackRest(
      PgBackRestSettings settings, Supplier<NewKey> key, Runner runner, Daemons daemons) {
    this.settings = settings;
    this.key = key;
    this.runner = runner;
    this.commands = new Commands(settings);
    this.failure = new Failure(settings);
    this.proof = new RestoreProof(settings, runner, daemons);
  }

  /** Writes what pgBackRest reads on this server, with the key of this moment. */
  public void configure() {
    new ConfigurationFile(settings).write(key.get());
  }

  /** PostgreSQL's {@code archive_command} on this server. */
  public String archivePushCommand() {
    return commands.forShell("archive-push %p");
  }

  /** PostgreSQL's {@code restore_command} on this server. */
  public String archiveGetCommand() {
    return commands.forShell("archive-get %f \"%p\"");
  }

  /**
   * Restores a backup as a standby; its recovery fetches the log from the archive.
   *
   * @param data the data directory, created when missing, empty unless the options say delta
   * @throws SlipwayException {@code BACKUP_MISSING}, {@code BACKUP_FAILED}, {@code KEY_REFUSED},
   *     {@code DISK_FULL}
   */
  public void restoreStandby(Path data, StandbyOptions options, Consumer<String> progress) {
    Backup backup = options.olderThan().map(this::newestBefore).orElseGet(this::newest);
    Ownership.createFolder(data, settings.cluster().osUser());
    run("restore a standby", commands.restoreStandby(backup.label(), data, options), progress);
  }

  /**
   * {@inheritDoc}
   *
   * <p>pgBackRest would be asked in vain to create it again while its own archiver works: both want
   * the same lock.
   */
  @Override
  public void initialise() {
    configure();
    if (!new Info(failure).initialised(runner.run(commands.info()))) {
      run("create the stanza", commands.createStanza(), line -> {});
    }
  }

  /**
   * {@inheritDoc}
   *
   * <p>A checkpoint comes first: until a promoted server has made one, its control file names the
   * old timeline and pgBackRest refuses it.
   */
  @Override
  public Backup push(Consumer<String> progress) {
    configure();
    run(
        "reach the database",
        commands.ask(
            settings.cluster().socket(), settings.cluster().port(), "postgres", "CHECKPOINT"),
        line -> {});
    List<Backup> before = list();
    run("take a backup", commands.backup(), progress);
    List<Backup> after = list();
    if (after.isEmpty() || before.contains(after.getLast())) {
      throw new SlipwayException(
          ErrorCode.BACKUP_FAILED,
          "the backup of %s has damaged pages".formatted(settings.stanza()),
          "see the log in " + settings.folder().resolve("log"));
    }
    return after.getLast();
  }

  @Override
  public List<Backup> list() {
    configure();
    return new Info(failure).backups(runner.run(commands.info()));
  }

  @Override
  public Duration proveRestore(Duration deadline) {
    return proof.of(newest(), deadline);
  }

  private Backup newest() {
    List<Backup> backups = list();
    if (backups.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.BACKUP_MISSING,
          "there is no backup of " + settings.stanza(),
          "take one with slipway backup push");
    }
    return backups.getLast();
  }

  private Backup newestBefore(Instant time) {
    return list().stream()
        .filter(backup -> backup.finished().isBefore(time))
        .reduce((older, newer) -> newer)
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.BACKUP_MISSING,
                    "no backup of %s was finished before %s".formatted(settings.stanza(), time),
                    "the repository keeps the newest only; see `slipway backup list`"));
  }

  private void run(String what, Command command, Consumer<String> progress) {
    Result result = runner.run(command, progress);
    if (!result.succeeded()) {
      throw failure.of(what, result);
    }
  }
}
