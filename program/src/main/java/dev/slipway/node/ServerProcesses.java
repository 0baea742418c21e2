package dev.slipway.node;

import dev.slipway.driver.postgres.PostgresControl;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The processes of one server, by identity and never by name. */
final class ServerProcesses {
  static final String APPLICATION = "application";
  static final String POOLER = "pgbouncer";
  static final String SEARCH = "search";
  static final String POSTGRES = "postgres";

  /** In the order in which they are stopped: who asks before who answers. */
  static final List<String> ALL = List.of(APPLICATION, POOLER, SEARCH, POSTGRES);

  private static final Duration STOP = Duration.ofSeconds(30);

  private final SiteFiles files;
  private final PostgresControl postgres;
  private final Daemons daemons;

  ServerProcesses(ServerParts parts, Runner runner, Daemons daemons) {
    this.files = parts.manifest().files();
    this.postgres = new PostgresControl(parts.postgres(), runner, daemons);
    this.daemons = daemons;
  }

  Optional<ProcessIdentity> running(String process) {
    return process.equals(POSTGRES) ? postgres.running() : daemons.running(pidFile(process));
  }

  /** Stops it and waits; harmless when it does not run. */
  void stop(String process) {
    if (process.equals(POSTGRES)) {
      postgres.stop(STOP);
    } else {
      daemons.stop(pidFile(process), STOP);
    }
  }

  Path pidFile(String process) {
    return files.pidFile(process);
  }
}
