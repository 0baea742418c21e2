package dev.slipway.node;

import java.nio.file.Path;

/**
 * Where the files of one server lie: the one class that knows. Everything is below the server's
 * folder.
 *
 * @param folder of the server, absolute
 */
public record SiteFiles(Path folder) {
  public SiteFiles {
    folder = folder.toAbsolutePath().normalize();
  }

  /** The files of a server below a provider's state folder. */
  public static SiteFiles of(Path state, String server) {
    return new SiteFiles(servers(state).resolve(server));
  }

  /** The folder that holds one folder a server. */
  public static Path servers(Path state) {
    return state.resolve("servers");
  }

  /** The folder that holds one built application a commit, shared by all servers. */
  public static Path builds(Path state) {
    return state.resolve("builds");
  }

  /** The folder that the search nodes of all servers keep snapshots in. */
  public static Path snapshots(Path state) {
    return state.resolve("search-snapshots");
  }

  public Path manifest() {
    return folder.resolve("manifest.json");
  }

  public Path bootstrapLog() {
    return folder.resolve("bootstrap.log");
  }

  public Path postgres() {
    return folder.resolve("postgres");
  }

  public Path postgresData() {
    return postgres().resolve("data");
  }

  /** The folder of the unix socket. */
  public Path postgresSocket() {
    return postgres().resolve("run");
  }

  public Path postgresLog() {
    return postgres().resolve("log");
  }

  public Path postgresLogFile() {
    return postgresLog().resolve("postgresql.log");
  }

  public Path postgresConfiguration() {
    return postgres().resolve("conf.d");
  }

  /** Who may log in at PostgreSQL, from where and how. */
  public Path postgresAccess() {
    return postgresConfiguration().resolve("pg_hba.conf");
  }

  /** Which user of the operating system is which at the socket. */
  public Path postgresIdentities() {
    return postgresConfiguration().resolve("pg_ident.conf");
  }

  /** Archiving; exists only on a server that was started or promoted as production's. */
  public Path archiving() {
    return postgresConfiguration().resolve("master.conf");
  }

  public Path pooler() {
    return folder.resolve("pgbouncer");
  }

  public Path poolerIni() {
    return pooler().resolve("pgbouncer.ini");
  }

  public Path poolerUsers() {
    return pooler().resolve("userlist.txt");
  }

  /** The one line that a repoint rewrites. */
  public Path poolerDatabases() {
    return pooler().resolve("databases.ini");
  }

  public Path poolerLog() {
    return pooler().resolve("pgbouncer.log");
  }

  /** pgBackRest's folder: configuration, log, lock, spool. */
  public Path backup() {
    return folder.resolve("pgbackrest");
  }

  public Path backupConf() {
    return backup().resolve("pgbackrest.conf");
  }

  /** Home, data and logs of the search node. */
  public Path search() {
    return folder.resolve("search");
  }

  /** What the search node's process prints. */
  public Path searchOutput() {
    return search().resolve("output.log");
  }

  /** Folder of the search node's own log. */
  public Path searchLogs() {
    return search().resolve("logs");
  }

  /** What the tag's build left. */
  public Path app() {
    return folder.resolve("app");
  }

  /** The application's descriptor at the tag. */
  public Path descriptor() {
    return folder.resolve("slipway-app.yaml");
  }

  /** The application's own state. */
  public Path appState() {
    return folder.resolve("state");
  }

  /** The application's log files. */
  public Path logs() {
    return folder.resolve("logs");
  }

  /** What the application says on its standard output. */
  public Path appOutput() {
    return logs().resolve("output.log");
  }

  /** The home of one user of the server ({@code postgres}, {@code app}). */
  public Path home(String user) {
    return folder.resolve("home").resolve(user);
  }

  public Path awsCredentials(String user) {
    return home(user).resolve(".aws").resolve("credentials");
  }

  /** With what the standby logs in at its upstream, in libpq's passfile format. */
  public Path passfile() {
    return home("postgres").resolve(".pgpass");
  }

  public Path run() {
    return folder.resolve("run");
  }

  /** What the bootstrap's process prints. */
  public Path bootstrapOutput() {
    return run().resolve("bootstrap.output");
  }

  /** How the last bootstrap ended. */
  public Path bootstrapResult() {
    return run().resolve("bootstrap.json");
  }

  /** Held while a bootstrap runs. */
  public Path bootstrapLock() {
    return run().resolve("bootstrap.lock");
  }

  /** The pid file of the search node. */
  public Path searchProcess() {
    return pidFile(ServerProcesses.SEARCH);
  }

  /** The pid file of one of the server's processes. */
  public Path pidFile(String process) {
    return run().resolve(process + ".pid");
  }
}
