package dev.slipway.driver.nginx;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Signal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The master process of an nginx that runs. */
record Master(ProcessIdentity process) {
  private static final Duration RELOAD = Duration.ofSeconds(20);

  /** Empty when the file names no nginx: it may be old, and its pid belong to somebody else now. */
  static Optional<Master> namedBy(Path pidFile) {
    try {
      long pid = Long.parseLong(Files.readString(pidFile).strip());
      return ProcessIdentity.of(pid)
          .map(Master::new)
          .filter(master -> !master.workers().taking().isEmpty());
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Those that take requests now. */
  Workers workers() {
    return Workers.of(process);
  }

  /** The connections that clients have with it now; empty when they cannot be seen. */
  Optional<ClientConnections> clients() {
    return ClientConnections.of(process);
  }

  /**
   * Lets it read its configuration anew. The old workers go on taking requests for a while after
   * the signal: they are watched until they stop.
   *
   * @throws SlipwayException {@code PROXY_REFUSED} when it does not take the configuration over
   */
  void reload() {
    Workers old = workers();
    Signal.HUP.send(process.pid());
    try {
      Await.of("new workers of nginx " + process.pid(), RELOAD)
          .every(Duration.ofMillis(5))
          .untilTrue(() -> workers().replace(old));
    } catch (SlipwayException e) {
      if (e.code() != ErrorCode.DEADLINE_EXCEEDED) {
        throw e;
      }
      throw new SlipwayException(
          ErrorCode.PROXY_REFUSED, e.getMessage(), "read nginx's error log", e);
    }
  }
}
