package dev.slipway.provider.aws;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.List;
import java.util.Optional;

/** What a look-up by name found, of whatever estate. */
record Found(String estate, List<AwsServer> servers) {

  /**
   * The instance that was launched for this order.
   *
   * @throws SlipwayException {@code NAME_TAKEN} when another one has the name
   */
  Optional<AwsServer> existing(ServerOrder order) {
    Optional<AwsServer> live = named(order.name(), true).stream().findFirst();
    live.filter(server -> !launchedFor(server, order))
        .ifPresent(
            other -> {
              throw new SlipwayException(
                  ErrorCode.NAME_TAKEN,
                  "there is %s already: instance %s%s"
                      .formatted(order.name(), other.id(), words(other)),
                  "choose another name, or terminate that one first");
            });
    return live;
  }

  private boolean launchedFor(AwsServer server, ServerOrder order) {
    return server.tag(Tags.ESTATE).equals(estate)
        && server.tag(Tags.RELEASE).equals(order.release());
  }

  private static String words(AwsServer other) {
    String owner = other.tag(Tags.ESTATE);
    return owner.isEmpty()
        ? ", which is not Slipway's"
        : " of estate %s, for %s".formatted(owner, other.tag(Tags.RELEASE));
  }

  /** How many of this order were terminated before, as far as AWS still shows them. */
  int ended(ServerOrder order) {
    return (int)
        named(order.name(), false).stream().filter(server -> launchedFor(server, order)).count();
  }

  private List<AwsServer> named(String name, boolean live) {
    return servers.stream()
        .filter(server -> server.name().equals(name) && server.live() == live)
        .toList();
  }
}
