package dev.slipway.serverline;

import dev.slipway.service.Endpoint;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A {@code server} of an upstream, and where its address stands.
 *
 * @param line counted from 1
 * @param begin of the address in the file, in bytes
 * @param end behind the address
 * @param defaultPort where an address without a port leads; empty when it leads nowhere
 */
public record ServerLine(
    String upstream,
    Path file,
    int line,
    int begin,
    int end,
    String address,
    Optional<Integer> defaultPort) {

  /** A server whose address begins at that byte of the file's text. */
  public static ServerLine at(
      String upstream, Path file, String text, int begin, int end, Optional<Integer> defaultPort) {
    int line = 1 + (int) text.substring(0, begin).chars().filter(c -> c == '\n').count();
    String address = text.substring(begin, end);
    return new ServerLine(upstream, file, line, begin, end, address, defaultPort);
  }

  /** Empty for a Unix socket, or what else is not a host and a port. */
  Optional<Endpoint> endpoint() {
    try {
      return address.matches("unix[:@].*") ? Optional.empty() : parsed();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Endpoint> parsed() {
    return address.matches(".*:\\d+")
        ? Optional.of(Endpoint.parse(address))
        : defaultPort.map(port -> new Endpoint(address, port));
  }

  String place() {
    return file + ":" + line;
  }

  @Override
  public String toString() {
    return "%s: upstream %s server %s".formatted(place(), upstream, address);
  }
}
