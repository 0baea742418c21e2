package dev.slipway.driver.postgres;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Ownership;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Runner;
import dev.slipway.exec.Signal;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Starts and stops one PostgreSQL server. Signals and watches the postmaster itself: {@code pg_ctl
 * -w} looks only every 100 ms, and clients wait meanwhile.
 */
public final class PostgresControl {
  private static final String PID_FILE = "postmaster.pid";
  private static final int STATUS_LINE = 7;
  private static final Duration GLANCE = Duration.ofMillis(1);

  private final PostgresServer server;
  private final Runner runner;
  private final Daemons daemons;

  public PostgresControl(PostgresServer server, Runner runner, Daemons daemons) {
    this.server = server;
    this.runner = runner;
    this.daemons = daemons;
  }

  /**
   * Creates the data directory, with page checksums and scram-sha-256 for everybody, unless there
   * is one already. Its configuration includes the files that {@link Configuration} names.
   */
  public void initialise() {
    if (Files.exists(server.data("PG_VERSION"))) {
      return;
    }
    new NewCluster(server, runner).create();
    includeConfiguration();
  }

  /**
   * Has the data directory's configuration include Slipway's files. In a restored or copied one it
   * still includes those of the server that it was copied from, which may lie on the same machine.
   */
  public void includeConfiguration() {
    Path file = server.data("postgresql.conf");
    try {
      String text = Files.readString(file);
      String including = Configuration.include(server, text);
      if (!including.equals(text)) {
        AtomicFile.replace(file, including.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE,
          "the configuration of %s cannot be read: %s".formatted(server.name(), e.getMessage()),
          "check the data directory " + server.folders().data(),
          e);
    }
  }

  /**
   * Starts the server unless it runs, and waits until it accepts connections, in recovery or not.
   * One that is stopping ends first.
   *
   * @throws SlipwayException {@code PORT_IN_USE}, {@code DATABASE_STATE} when it ended again,
   *     {@code DEADLINE_EXCEEDED}
   */
  public void start(Duration deadline) {
    awaitStopped(deadline);
    Optional<ProcessIdentity> before = daemons.running(daemon());
    ProcessIdentity postmaster = running().orElseGet(this::launch);
    boolean up = comesUp(postmaster, deadline);
    if (!up && before.filter(postmaster::equals).isPresent()) {
      // It was about to end: it removes its own pid file some moments before it does.
      up = comesUp(launch(), deadline);
    }
    if (!up) {
      throw new SlipwayException(
          ErrorCode.DATABASE_STATE,
          "PostgreSQL of %s ended while starting: %s".formatted(server.name(), lastWords()),
          "read " + server.folders().log());
    }
  }

  /**
   * Stops the server cleanly: sessions are ended, everything is written, standbys receive the rest
   * of the log. Harmless when it does not run.
   *
   * @throws SlipwayException {@code DEADLINE_EXCEEDED}: it is still stopping
   */
  public void stop(Duration deadline) {
    running().ifPresent(postmaster -> stop(postmaster, deadline));
  }

  /** Asks the server to read its configuration again. */
  public void reload() {
    running().ifPresent(postmaster -> Signal.HUP.send(postmaster.pid()));
  }

  /** The postmaster, when this data directory has one that runs. */
  public Optional<ProcessIdentity> running() {
    return pidFile()
        .map(lines -> Long.parseLong(lines.getFirst().strip()))
        .filter(this::servesThisDirectory)
        .flatMap(ProcessIdentity::of);
  }

  /** True when a postmaster runs that was asked to stop. */
  boolean stopping() {
    return running().isPresent() && status().equals("stopping");
  }

  /** Waits for a stop that was asked for, by whomever. */
  void awaitStopped(Duration deadline) {
    running().filter(process -> stopping()).ifPresent(p -> Daemons.awaitEnd(p, deadline));
  }

  ControlFile controlFile() {
    return new ControlFile(server, runner);
  }

  private void stop(ProcessIdentity postmaster, Duration deadline) {
    Signal.INT.send(postmaster.pid());
    Daemons.awaitEnd(postmaster, deadline);
  }

  private boolean comesUp(ProcessIdentity postmaster, Duration deadline) {
    return Await.of(server.name() + " accepting connections", deadline)
        .every(GLANCE)
        .until(() -> postmaster.alive() ? ready(postmaster) : Optional.of(false));
  }

  private Path daemon() {
    return server.folders().socket().resolve("postgres.pid");
  }

  private ProcessIdentity launch() {
    refuseTakenPort();
    Path log = server.folders().log();
    Path socket = server.folders().socket();
    Ownership.createFolder(socket, server.osUser());
    Ownership.createFolder(log.toAbsolutePath().getParent(), server.osUser());
    Command postgres =
        Command.of(server.program("postgres").toString(), "-D", server.folders().data().toString())
            .as(server.osUser())
            .in(server.folders().data());
    return daemons.start(postgres, daemon(), log);
  }

  private void refuseTakenPort() {
    Endpoint endpoint = server.endpoint();
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(endpoint.host(), endpoint.port()));
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.PORT_IN_USE,
          "%s cannot listen on %s: %s".formatted(server.name(), endpoint, e.getMessage()),
          "stop what listens there, or give the site another address",
          e);
    }
  }

  private Optional<Boolean> ready(ProcessIdentity postmaster) {
    boolean itsFile = running().filter(postmaster::equals).isPresent();
    String status = status();
    return itsFile && (status.equals("ready") || status.equals("standby"))
        ? Optional.of(true)
        : Optional.empty();
  }

  /** The line that the postmaster keeps for {@code pg_ctl}: starting, ready, standby, stopping. */
  private String status() {
    return pidFile()
        .filter(lines -> lines.size() > STATUS_LINE)
        .map(lines -> lines.get(STATUS_LINE).strip())
        .orElse("");
  }

  /** A pid file may be left from before a crash, and its pid belong to somebody else now. */
  private boolean servesThisDirectory(long pid) {
    try {
      Path folder = Path.of("/proc", Long.toString(pid), "cwd").toRealPath();
      return folder.equals(server.folders().data().toRealPath());
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<List<String>> pidFile() {
    try {
      List<String> lines = Files.readAllLines(server.data(PID_FILE));
      return lines.isEmpty() || lines.getFirst().isBlank() ? Optional.empty() : Optional.of(lines);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private String lastWords() {
    try (Stream<String> lines = Files.lines(server.folders().log())) {
      return lines.filter(line -> !line.isBlank()).reduce((first, last) -> last).orElse("");
    } catch (IOException e) {
      return "its log cannot be read";
    }
  }
}
