package dev.slipway.testing;

import dev.slipway.config.Secret;
import dev.slipway.driver.pgbouncer.PgbouncerPooler;
import dev.slipway.driver.pgbouncer.PgbouncerSettings;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Ownership;
import dev.slipway.service.Endpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A PgBouncer with one pool, {@code app}, in front of a PostgreSQL server. */
public final class RealPgbouncer implements AutoCloseable {
  private static final String ADMIN = RealPostgres.SUPERUSER.user();
  private static final Secret PASSWORD = RealPostgres.SUPERUSER.password();

  private final Daemons daemons = new Daemons();
  private final Path folder;
  private final Endpoint endpoint = Loopback.endpoint(Loopback.address(6432));

  public RealPgbouncer(TestState state, String name, Endpoint database) {
    this(state, name, database, Map.of());
  }

  /** As above, with more settings. */
  public RealPgbouncer(
      TestState state, String name, Endpoint database, Map<String, String> settings) {
    folder = state.folder().resolve(name);
    Ownership.createFolder(folder, RealPostgres.OS_USER);
    sendTo(database);
    write("users.txt", "\"%s\" \"%s\"\n".formatted(ADMIN, PASSWORD.open()));
    write("pgbouncer.ini", configuration(settings));
    start();
  }

  /** The driver for it; the caller closes it. */
  public PgbouncerPooler pooler() {
    return pooler(PASSWORD);
  }

  public PgbouncerPooler pooler(Secret password) {
    return pooler(folder, endpoint, password);
  }

  /** The driver for one that another process of the test started in this folder. */
  public static PgbouncerPooler pooler(Path folder, Endpoint endpoint) {
    return pooler(folder, endpoint, PASSWORD);
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  private static PgbouncerPooler pooler(Path folder, Endpoint endpoint, Secret password) {
    return new PgbouncerPooler(
        new PgbouncerSettings(
            "v41-b", endpoint, "app", folder.resolve("databases.ini"), ADMIN, password));
  }

  /** A client's connection through the pool. */
  public Connection connect() throws SQLException {
    String url =
        "jdbc:postgresql://%s:%d/app?prepareThreshold=0&socketTimeout=20"
            .formatted(endpoint.host(), endpoint.port());
    return DriverManager.getConnection(url, ADMIN, PASSWORD.open());
  }

  /** Writes down where it sends to; it sees that at its next reload. */
  public void sendTo(Endpoint database) {
    write(
        "databases.ini",
        "[databases]\napp = host=%s port=%d dbname=postgres\n"
            .formatted(database.host(), database.port()));
  }

  /**
   * A client program of PostgreSQL's, as somebody would call it to reach the pool or the console.
   */
  public Command client(String program, String database, List<String> options) {
    List<String> arguments = new ArrayList<>(List.of(program));
    arguments.addAll(options);
    arguments.add("--host=" + endpoint.host());
    arguments.add("--port=" + endpoint.port());
    arguments.add("--username=" + ADMIN);
    arguments.add(database);
    return Command.of(arguments).with("PGPASSWORD", PASSWORD.open());
  }

  /** Stops it and starts it again on the files as they lie there. */
  public void restart() {
    close();
    start();
  }

  @Override
  public void close() {
    daemons.stop(folder.resolve("daemon.pid"), Duration.ofSeconds(1));
  }

  private void start() {
    Command command =
        Command.of("pgbouncer", "--quiet", folder.resolve("pgbouncer.ini").toString())
            .as(RealPostgres.OS_USER)
            .in(folder);
    daemons.start(command, folder.resolve("daemon.pid"), folder.resolve("log"));
    Await.of("PgBouncer", Duration.ofSeconds(20))
        .untilTrue(
            () -> {
              try (PgbouncerPooler pooler = pooler()) {
                return !pooler.status().paused();
              }
            });
  }

  private String configuration(Map<String, String> settings) {
    return """
    %%include %s
    [pgbouncer]
    listen_addr = %s
    listen_port = %d
    auth_type = scram-sha-256
    auth_file = %s
    admin_users = %s
    unix_socket_dir =
    pool_mode = transaction
    default_pool_size = 8
    min_pool_size = 0
    server_login_retry = 1
    ignore_startup_parameters = extra_float_digits
    logfile = %s
    %s
    """
        .formatted(
            folder.resolve("databases.ini"),
            endpoint.host(),
            endpoint.port(),
            folder.resolve("users.txt"),
            ADMIN,
            folder.resolve("pgbouncer.log"),
            settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = " + setting.getValue())
                .collect(Collectors.joining("\n")));
  }

  private void write(String file, String text) {
    AtomicFile.write(
        folder.resolve(file), text.getBytes(StandardCharsets.UTF_8), RealPostgres.OS_USER);
  }
}
