package dev.slipway.node;

import dev.slipway.exec.Marked;
import dev.slipway.exec.Runner;
import java.nio.file.Path;

/**
 * The short-lived programs of a server's bootstraps: an {@code initdb}, a restore or a build that a
 * killed one left running is ended before the next does the same again.
 *
 * @param server its folder
 */
record Bootstraps(Path server) {
  private static final String MARK = "SLIPWAY_BOOTSTRAP_OF";

  Runner of(Runner runner) {
    return new Marked(runner, MARK, server.toString());
  }

  int endLeftovers() {
    return Marked.end(MARK, server.toString()::equals);
  }
}
