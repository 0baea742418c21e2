package dev.slipway.node;

import dev.slipway.exec.Daemons;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Runner;
import java.util.List;
import java.util.Optional;

/** What of one server runs: {@code slipway node status}. */
public final class NodeStatus {

  /**
   * One process of the server.
   *
   * @param pid empty when it does not run
   */
  public record Entry(String process, Optional<Long> pid) {}

  private final ServerProcesses processes;

  public NodeStatus(ServerManifest manifest, Runner runner, Daemons daemons) {
    this.processes = new ServerProcesses(manifest, runner, daemons);
  }

  /** All processes, in the order in which they would be stopped. */
  public List<Entry> entries() {
    return processes.names().stream()
        .map(name -> new Entry(name, processes.running(name).map(ProcessIdentity::pid)))
        .toList();
  }
}
