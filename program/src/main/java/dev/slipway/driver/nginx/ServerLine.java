package dev.slipway.driver.nginx;

import dev.slipway.service.Endpoint;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A {@code server} of an upstream, and where its address stands.
 *
 * @param line counted from 1
 * @param begin of the address in the file, in bytes
 * @param end behind the address
 */
record ServerLine(String upstream, Path file, int line, int begin, int end, String address) {
  private static final int DEFAULT_PORT = 80;

  /** Empty for a Unix socket, or what else is not a host and a port. */
  Optional<Endpoint> endpoint() {
    boolean port = address.matches(".*:\\d+");
    try {
      return address.startsWith("unix:")
          ? Optional.empty()
          : Optional.of(port ? Endpoint.parse(address) : new Endpoint(address, DEFAULT_PORT));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String place() {
    return file + ":" + line;
  }

  @Override
  public String toString() {
    return "%s: upstream %s server %s".formatted(place(), upstream, address);
  }
}
