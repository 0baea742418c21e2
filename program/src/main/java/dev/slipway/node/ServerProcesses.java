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

  private static final List<String> OF_MASTER = List.of(APPLICATION, POOLER, SEARCH, POSTGRES);
  private static final List<String> OF_DATA_NODE = List.of(SEARCH);

  private static final Duration STOP = Duration.ofSeconds(30);

  private final ServerManifest manifest;
  private final Runner runner;
  private final Daemons daemons;

  ServerProcesses(ServerManifest manifest, Runner runner, Daemons daemons) {
    this.manifest = manifest;
    this.runner = runner;
    this.daemons = daemons;
  }

  /** In the order in which they are stopped: who asks before who answers. */
  List<String> names() {
    return switch (manifest) {
      case Manifest _ -> OF_MASTER;
      case DataManifest _ -> OF_DATA_NODE;
    };
  }

  Optional<ProcessIdentity> running(String process) {
    return postgres(process)
        .map(PostgresControl::running)
        .orElseGet(() -> daemons.running(pidFile(process)));
  }

  /** Stops it and waits; harmless when it does not run. */
  void stop(String process) {
    postgres(process)
        .ifPresentOrElse(
            postgres -> postgres.stop(STOP), () -> daemons.stop(pidFile(process), STOP));
  }

  /** What controls that process, when it is PostgreSQL. */
  private Optional<PostgresControl> postgres(String process) {
    return process.equals(POSTGRES) && manifest instanceof Manifest master
        ? Optional.of(new PostgresControl(new ServerParts(master).postgres(), runner, daemons))
        : Optional.empty();
  }

  private Path pidFile(String process) {
    return manifest.files().pidFile(process);
  }
}
