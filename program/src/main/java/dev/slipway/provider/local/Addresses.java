package dev.slipway.provider.local;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.node.Ports;
import dev.slipway.node.ServerManifest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The addresses that sites take. An address belongs to its site also while the site is stopped. */
record Addresses(List<String> all) {

  /**
   * The first that no site has and whose ports are all free.
   *
   * @throws SlipwayException {@code PORT_IN_USE} naming the port and address that was in the way
   */
  String free(Set<String> taken) {
    Optional<String> obstacle = Optional.empty();
    for (String address : all) {
      if (!taken.contains(address)) {
        Optional<String> busy = busy(address);
        if (busy.isEmpty()) {
          return address;
        }
        obstacle = obstacle.or(() -> busy);
      }
    }
    throw new SlipwayException(
        ErrorCode.PORT_IN_USE,
        obstacle.orElse("all %d addresses belong to other sites".formatted(all.size())),
        "stop what listens there (ss -ltnp), terminate a site, or give the profile more addresses");
  }

  private static Optional<String> busy(String address) {
    return ServerManifest.Network.standard(address).ports().stream()
        .filter(port -> !Ports.free(address, port))
        .findFirst()
        .map(port -> "port %d of %s is in use by another program".formatted(port, address));
  }
}
