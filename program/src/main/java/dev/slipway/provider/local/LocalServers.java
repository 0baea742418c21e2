package dev.slipway.provider.local;

import dev.slipway.exec.Daemons;
import dev.slipway.exec.Runner;
import dev.slipway.node.BootstrapResult;
import dev.slipway.node.DataManifest;
import dev.slipway.node.Lanes;
import dev.slipway.node.NodeDown;
import dev.slipway.node.NodeStatus;
import dev.slipway.node.ServerManifest;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Brings servers up and down, several beside each other. */
record LocalServers(Runner runner, Daemons daemons) {

  /**
   * Returns when all are up.
   *
   * @param log is handed the lines of all, one at a time
   * @throws dev.slipway.error.SlipwayException of the first that failed, which it names; the others
   *     go on by themselves
   */
  void up(List<? extends ServerManifest> servers, Duration deadline, Consumer<String> log) {
    Consumer<String> oneAtATime =
        line -> {
          synchronized (log) {
            log.accept(line);
          }
        };
    Lanes.run(
        servers.stream().<Runnable>map(server -> () -> up(server, deadline, oneAtATime)).toList());
  }

  private void up(ServerManifest server, Duration deadline, Consumer<String> log) {
    if (server instanceof DataManifest node && serves(node)) {
      log.accept(node.server() + ": runs already");
    } else {
      new Bootstrap(server, runner, daemons).follow(deadline, log);
    }
  }

  /**
   * A data node that was brought up and still runs: whether its cluster has it, the master asks.
   */
  private boolean serves(DataManifest node) {
    return BootstrapResult.read(node.files().bootstrapResult())
            .filter(result -> result.error().isEmpty())
            .isPresent()
        && new NodeStatus(node, runner, daemons)
            .entries().stream().allMatch(entry -> entry.pid().isPresent());
  }

  /** Returns when all are stopped. */
  void down(List<? extends ServerManifest> servers) {
    Lanes.run(
        servers.stream()
            .<Runnable>map(server -> () -> new NodeDown(server, runner, daemons).run(line -> {}))
            .toList());
  }
}
