package dev.catalog.support;

import dev.catalog.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL that a test starts on a free port of the loopback address, with Debian's
 * programs, as user {@code postgres} when the test runs as root. It lives in a folder of its own
 * that {@link #close} deletes.
 */
public final class TestDatabase implements AutoCloseable {
  private static final Path PROGRAMS = Path.of("/usr/lib/postgresql/15/bin");
  private static final boolean ROOT = "root".equals(System.getProperty("user.name"));

  private final Path folder;
  private final int port;

  private TestDatabase(Path folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  /** A new, empty, writable database that forgets what it knows when the machine dies. */
  public static TestDatabase start() {
    var database = new TestDatabase(freshFolder(), FreePort.any());
    database.run(
        program(
            "initdb", "-D", database.data(), "-U", "catalog", "-A", "trust", "-E", "UTF8", "-N"));
    database.configure("fsync = off");
    database.up();
    try (var connection = database.connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("create database catalog");
    } catch (SQLException e) {
      database.close();
      throw new IllegalStateException(e);
    }
    return database;
  }

  /** A hot standby that streams from this database. */
  public TestDatabase standby() {
    var standby = new TestDatabase(freshFolder(), FreePort.any());
    var from = "host=127.0.0.1 port=%d user=catalog".formatted(port);
    standby.run(
        program("pg_basebackup", "-D", standby.data(), "-d", from, "-R", "-N", "-c", "fast"));
    standby.configure("wal_retrieve_retry_interval = 20ms");
    standby.up();
    return standby;
  }

  /** Ends recovery and waits for it. */
  public void promote() {
    run(program("pg_ctl", "-D", data(), "-w", "promote"));
  }

  /** Stops the server and keeps its data; harmless when it does not run. */
  public void stop() {
    if (Files.exists(folder.resolve("data/postmaster.pid"))) {
      run(program("pg_ctl", "-D", data(), "-m", "fast", "-w", "stop"));
    }
  }

  /** Starts the server on the same port with the data it has. */
  public void up() {
    var log = folder.resolve("server.log").toString();
    run(program("pg_ctl", "-D", data(), "-l", log, "-w", "-t", "30", "start"));
  }

  /** Starts this stopped server as a hot standby of another one of the same lineage. */
  public void follow(TestDatabase primary) {
    var from = "primary_conninfo = 'host=127.0.0.1 port=%d user=catalog'%n".formatted(primary.port);
    try {
      Files.writeString(
          folder.resolve("data/postgresql.conf"), from, java.nio.file.StandardOpenOption.APPEND);
      Files.createFile(folder.resolve("data/standby.signal"));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    up();
  }

  /** JDBC address of the application's database. */
  public String url() {
    return url("catalog");
  }

  /** How the application reaches this database, without a pooler. */
  public Configuration.Database configuration() {
    return new Configuration.Database(url(), Optional.of(url()), "catalog", Optional.empty());
  }

  /** A plain connection, for what a test wants to look at. */
  public Connection connect() throws SQLException {
    return connect("catalog");
  }

  @Override
  public void close() {
    stop();
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connect(String name) throws SQLException {
    return DriverManager.getConnection(url(name), "catalog", "");
  }

  private String url(String name) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private void configure(String more) {
    var settings =
        """
        port = %d
        listen_addresses = '127.0.0.1'
        unix_socket_directories = '%s'
        max_wal_senders = 4
        hot_standby = on
        %s
        """
            .formatted(port, folder, more);
    try {
      Files.writeString(
          folder.resolve("data/postgresql.conf"), settings, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void run(List<String> command) {
    try {
      var output = folder.resolve("commands.log").toFile();
      var process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
              .start();
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(command + ":\n" + Files.readString(output.toPath()));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<String> program(String name, String... arguments) {
    var command = new ArrayList<String>();
    if (ROOT) {
      command.addAll(
          List.of("setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"));
    }
    command.add(PROGRAMS.resolve(name).toString());
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path freshFolder() {
    try {
      var all = PosixFilePermissions.fromString("rwx------");
      var folder =
          Files.createTempDirectory(
              Path.of("/var/tmp"), "catalog-it-", PosixFilePermissions.asFileAttribute(all));
      if (ROOT) {
        var postgres =
            folder
                .getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName("postgres");
        Files.setOwner(folder, postgres);
      }
      return folder;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
