package dev.slipway.node;

import dev.slipway.exec.Daemons;
import dev.slipway.exec.Runner;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Stops every process of one server, who asks before who answers: {@code slipway node down}. */
public final class NodeDown {
  private static final Duration BOOTSTRAP = Duration.ofSeconds(5);

  private final ServerManifest manifest;
  private final Runner runner;
  private final Daemons daemons;

  public NodeDown(ServerManifest manifest, Runner runner, Daemons daemons) {
    this.manifest = manifest;
    this.runner = runner;
    this.daemons = daemons;
  }

  /**
   * Harmless when nothing runs. A bootstrap that still runs is ended first.
   *
   * @param lines is handed one line a process that was stopped
   */
  public void run(Consumer<String> lines) {
    daemons.stop(manifest.files().pidFile(NodeMain.PROCESS), BOOTSTRAP);
    new Bootstraps(manifest.host().folder()).endLeftovers();
    var processes = new ServerProcesses(manifest, runner, daemons);
    for (String process : processes.names()) {
      Optional<Long> pid = processes.running(process).map(identity -> identity.pid());
      processes.stop(process);
      pid.ifPresent(number -> lines.accept("stopped %s (%d)".formatted(process, number)));
    }
  }
}
