package dev.slipway.testing;

import dev.slipway.config.Secret;
import dev.slipway.driver.postgres.Configuration;
import dev.slipway.driver.postgres.PostgresControl;
import dev.slipway.driver.postgres.PostgresDatabase;
import dev.slipway.driver.postgres.PostgresServer;
import dev.slipway.driver.postgres.PostgresServer.Folders;
import dev.slipway.driver.postgres.PostgresServer.Login;
import dev.slipway.driver.postgres.PostgresSettings;
import dev.slipway.driver.postgres.PostgresSettings.PooledConnections;
import dev.slipway.driver.postgres.PostgresSettings.Replication;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.exec.Ownership;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Signal;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A PostgreSQL server of Debian's binaries, on a loopback address of its own, in a folder of its
 * own. A standby of it is made by {@link #standby}.
 */
public final class RealPostgres implements AutoCloseable {
  public static final String OS_USER = "postgres";
  public static final Login SUPERUSER = new Login("slipway", new Secret("s3cret of slipway"));
  public static final Login REPLICATOR = new Login("replicator", new Secret("s3cret"));

  private static final Path BINARIES = Path.of("/usr/lib/postgresql/15/bin");
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  private final Path folder;
  private final PostgresServer server;
  private final PostgresControl control;

  private RealPostgres(Path folder, String name) {
    this(folder, name, Loopback.endpoint(Loopback.address(5432)));
  }

  private RealPostgres(Path folder, String name, Endpoint endpoint) {
    this.folder = folder;
    this.server =
        new PostgresServer(
            name,
            endpoint,
            new Folders(
                BINARIES,
                folder.resolve("data"),
                folder.resolve("run"),
                folder.resolve("log/postgresql.log"),
                folder.resolve("conf.d")),
            OS_USER,
            SUPERUSER);
    this.control = new PostgresControl(server, new LocalRunner(), new Daemons());
  }

  /** A primary that runs, with a user that standbys log in with. */
  public static RealPostgres primary(TestState state, String name) {
    return primary(state, name, Map.of());
  }

  /** As above, with more settings. */
  public static RealPostgres primary(TestState state, String name, Map<String, String> settings) {
    RealPostgres postgres = new RealPostgres(state.folder().resolve(name), name);
    postgres.prepareFolder();
    postgres.control.initialise();
    postgres.configure(settings);
    postgres.control.start(DEADLINE);
    postgres.execute(
        "CREATE ROLE replicator REPLICATION LOGIN PASSWORD '%s'"
            .formatted(REPLICATOR.password().open()));
    return postgres;
  }

  /** A server that another process of the test started in the state's folder. */
  public static RealPostgres of(Path state, String name, Endpoint endpoint) {
    return new RealPostgres(state.resolve(name), name, endpoint);
  }

  /** A copy of this server that streams from it. */
  public RealPostgres standby(TestState state, String name) {
    return standby(state, name, Map.of());
  }

  /** As above, with more settings. */
  public RealPostgres standby(TestState state, String name, Map<String, String> settings) {
    RealPostgres copy = new RealPostgres(state.folder().resolve(name), name);
    copy.prepareFolder();
    new LocalRunner()
        .check(
            Command.of(
                    BINARIES.resolve("pg_basebackup").toString(),
                    "--pgdata=" + copy.server.folders().data(),
                    "--host=" + endpoint().host(),
                    "--port=" + endpoint().port(),
                    "--username=" + REPLICATOR.user(),
                    "--checkpoint=fast",
                    "--no-password")
                .with("PGPASSFILE", copy.passfile().toString())
                .as(OS_USER)
                .in(Path.of("/")));
    copy.configure(settings);
    copy.database().follow(endpoint(), DEADLINE);
    return copy;
  }

  public PostgresServer server() {
    return server;
  }

  public PostgresControl control() {
    return control;
  }

  public Endpoint endpoint() {
    return server.endpoint();
  }

  /** The driver for this server, with no pooler in front. */
  public PostgresDatabase database() {
    return database(Set::of);
  }

  public PostgresDatabase database(PooledConnections pooled) {
    return new PostgresDatabase(
        new PostgresSettings(
            server,
            new Replication(REPLICATOR.user(), passfile()),
            Optional.of("/bin/true"),
            pooled),
        new LocalRunner(),
        new Daemons());
  }

  /** A connection of the superuser to database {@code postgres}, straight to the server. */
  public Connection connect() throws SQLException {
    String url =
        "jdbc:postgresql://%s:%d/postgres?socketTimeout=20"
            .formatted(endpoint().host(), endpoint().port());
    return DriverManager.getConnection(url, SUPERUSER.user(), SUPERUSER.password().open());
  }

  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The first column of the first row, as text. */
  public String ask(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends the server whatever it does. */
  @Override
  public void close() {
    Optional<ProcessIdentity> postmaster = control.running();
    postmaster.ifPresent(process -> Signal.CONT.send(process.pid()));
    postmaster.ifPresent(process -> Signal.QUIT.send(process.pid()));
    postmaster.ifPresent(process -> Daemons.awaitEnd(process, DEADLINE));
  }

  private Path passfile() {
    return folder.resolve("passfile");
  }

  private void prepareFolder() {
    Ownership.createFolder(folder, OS_USER);
    Ownership.createFolder(server.folders().configuration(), OS_USER);
    String line = "*:*:*:%s:%s\n".formatted(REPLICATOR.user(), REPLICATOR.password().open());
    AtomicFile.write(passfile(), line.getBytes(StandardCharsets.UTF_8), OS_USER);
  }

  private void configure(Map<String, String> more) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("listen_addresses", endpoint().host());
    settings.put("port", Integer.toString(endpoint().port()));
    settings.put("unix_socket_directories", server.folders().socket().toString());
    settings.put("shared_buffers", "32MB");
    settings.put("max_connections", "40");
    settings.put("archive_mode", "on");
    settings.put("archive_command", "");
    settings.putAll(more);
    Configuration.SLIPWAY.write(server, settings);
    try {
      String hba =
          """
          local all all scram-sha-256
          %1$s all all 127.0.0.0/8 scram-sha-256
          %1$s replication replicator 127.0.0.0/8 scram-sha-256
          """
              .formatted("on".equals(settings.get("ssl")) ? "hostssl" : "host");
      Files.writeString(server.folders().data().resolve("pg_hba.conf"), hba);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    control.includeConfiguration();
  }
}
