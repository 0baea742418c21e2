package dev.slipway.driver.nginx;

import dev.slipway.config.DrainSettings;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Keeps a reload from hurting clients that reuse their connections. When nginx reloads, its old
 * workers close every idle connection at once, and a request that a client is just sending on one
 * is lost. While the flag is up, nginx, by the operator's configuration, answers each request with
 * {@code Connection: close}. So a connection carries at most one request more, and once those from
 * before the flag have ended, none is left that a client would use again.
 */
final class Drain {
  private final DrainSettings settings;
  private final Probe probe;

  Drain(DrainSettings settings, Probe probe) {
    this.settings = settings;
    this.probe = probe;
  }

  /**
   * Does it while no active client keeps a connection; afterwards the flag is down, whatever
   * happened. It stays up until the old workers have ended: one that is shutting down announces a
   * connection as kept and closes it all the same.
   */
  void around(Master master, Runnable reload) {
    Workers old = master.workers();
    raise();
    try {
      awaitClosed(master);
      reload.run();
      atMost("the end of the old workers", old::ended);
    } finally {
      lower();
    }
  }

  /**
   * Raises the flag for the time of one request.
   *
   * @throws SlipwayException {@code PROXY_CONFIGURATION} when nginx does not heed it, {@code
   *     PROXY_UNPROVEN} when nginx does not answer
   */
  void prove() {
    raise();
    try {
      if (!probe.closes()) {
        throw new SlipwayException(
            ErrorCode.PROXY_CONFIGURATION,
            "%s lets clients keep their connections while there is %s"
                .formatted(probe.url(), flag()),
            "its nginx.conf must heed that file, see proxies in `slipway init --print`; reload it"
                + " after the change; its workers must be able to reach the folder");
      }
    } finally {
      lower();
    }
  }

  void lower() {
    try {
      Files.deleteIfExists(settings.flag());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the drain flag " + flag(), e);
    }
  }

  private void raise() {
    try {
      Files.write(settings.flag(), new byte[0]);
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.PERMISSION_DENIED,
          "the drain flag %s cannot be written".formatted(flag()),
          "its folder must exist and be writable; see proxies in the estate file",
          e);
    }
  }

  /** Where the connections cannot be seen, the whole time is given. */
  private void awaitClosed(Master master) {
    Optional<ClientConnections> before = master.clients();
    atMost(
        "the end of kept connections",
        () ->
            before.isPresent()
                && master.clients().filter(before.get()::sharesNoneWith).isPresent());
  }

  private void atMost(String what, BooleanSupplier condition) {
    try {
      Await.of(what, settings.deadline()).untilTrue(condition::getAsBoolean);
    } catch (SlipwayException e) {
      if (e.code() != ErrorCode.DEADLINE_EXCEEDED) {
        throw e;
      }
    }
  }

  private String flag() {
    return settings.flag().toString();
  }
}
