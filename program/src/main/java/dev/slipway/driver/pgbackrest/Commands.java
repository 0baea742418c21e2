package dev.slipway.driver.pgbackrest;

import dev.slipway.exec.Command;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What is run, as data. No secret is in any of it: the two files hold them. */
record Commands(PgBackRestSettings settings) {
  private static final Duration SHORT = Duration.ofMinutes(2);

  /**
   * A backup takes hours where the database is large; a hung one must end before the next night.
   */
  private static final Duration LONG = Duration.ofHours(20);

  Command createStanza() {
    return pgbackrest(SHORT, "--log-level-console=warn", "stanza-create");
  }

  Command backup() {
    return pgbackrest(LONG, "--log-level-console=info", "--type=full", "backup");
  }

  Command info() {
    return pgbackrest(SHORT, "--log-level-console=warn", "--output=json", "info");
  }

  Command restoreStandby(String label, Path data, StandbyOptions options) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--log-level-console=info");
    arguments.add("--pg1-path=" + data);
    arguments.add("--set=" + label);
    arguments.add("--type=standby");
    if (options.delta()) {
      arguments.add("--delta");
    }
    new TreeMap<>(options.recovery())
        .forEach((name, value) -> arguments.add("--recovery-option=" + name + "=" + value));
    arguments.add("restore");
    return pgbackrest(LONG, arguments.toArray(String[]::new));
  }

  /**
   * With a spool of its own: a restore removes the one that it is told of, and the archiver of the
   * database that runs here would wait a minute for word that its segment is archived.
   */
  Command restoreCopy(String label, Path scratch, Duration deadline) {
    return pgbackrest(
        deadline,
        "--log-level-console=warn",
        "--pg1-path=" + scratch.resolve("data"),
        "--spool-path=" + scratch.resolve("spool"),
        "--set=" + label,
        "--type=immediate",
        "--target-action=promote",
        "--archive-mode=off",
        "restore");
  }

  /** Asks a server that is reached through its socket; answers unaligned, rows only. */
  Command ask(Path socket, int port, String database, String sql) {
    return as(
        Command.of(
                settings.cluster().binaries().resolve("psql").toString(),
                "--no-psqlrc",
                "--no-password",
                "--quiet",
                "--tuples-only",
                "--no-align",
                "--set=ON_ERROR_STOP=1",
                "--host=" + socket,
                "--port=" + port,
                "--username=" + settings.cluster().superuser().user(),
                "--dbname=" + database,
                "--command=" + sql)
            .within(SHORT));
  }

  /** A server program of PostgreSQL, with settings that no file of the data directory overrides. */
  Command postgres(Path data, Map<String, String> parameters) {
    List<String> arguments = new ArrayList<>();
    arguments.add(settings.cluster().binaries().resolve("postgres").toString());
    arguments.addAll(List.of("-D", data.toString()));
    new TreeMap<>(parameters).forEach((name, value) -> arguments.add("--" + name + "=" + value));
    return as(Command.of(arguments));
  }

  /**
   * How a copy's server asks the archive: by itself, without pgBackRest's process beside it. That
   * one wants the lock of the process that archives here, and an archiver that finds it taken waits
   * for a minute.
   */
  String archiveGet(Path data) {
    return forShell(
        "--no-archive-async --pg1-path=%s archive-get %%f \"%%p\""
            .formatted(quoted(data.toString())));
  }

  /** For PostgreSQL's own configuration, which hands it to a shell after replacing %p and %f. */
  String forShell(String arguments) {
    return "pgbackrest --config=%s --stanza=%s %s"
        .formatted(
            quoted(settings.configurationFile().toString()), quoted(settings.stanza()), arguments);
  }

  private static String quoted(String word) {
    return "'" + word.replace("'", "'\\''").replace("%", "%%") + "'";
  }

  private Command pgbackrest(Duration deadline, String... arguments) {
    List<String> all = new ArrayList<>();
    all.add("pgbackrest");
    all.add("--config=" + settings.configurationFile());
    all.add("--stanza=" + settings.stanza());
    all.addAll(List.of(arguments));
    return as(Command.of(all).within(deadline));
  }

  private Command as(Command command) {
    return command
        .as(settings.cluster().osUser())
        .in(Path.of("/"))
        .with("PGPASSFILE", settings.passfile().toString());
  }
}
