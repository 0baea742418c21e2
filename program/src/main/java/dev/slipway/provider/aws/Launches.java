package dev.slipway.provider.aws;

import dev.slipway.config.InstanceSettings;
import dev.slipway.error.SlipwayException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Instances on their way. Every launch looks before it asks: the client token alone does not hold
 * everywhere, and it does not say that a name is taken.
 */
record Launches(Ec2 ec2, String estate, InstanceSettings settings) {
  /** How often a launch that got no answer is looked for and repeated. */
  private static final int UNANSWERED = 3;

  /** Refuses what {@link #run} would refuse, and launches nothing. */
  void check(List<ServerOrder> orders) {
    Found found = find(orders);
    orders.forEach(found::existing);
    catalogue().check();
  }

  /**
   * Launches those that are not there yet, beside each other.
   *
   * @param before is told the names of those that are not there, before any is launched
   * @return all, by their names, as they were when they were found or launched
   * @throws SlipwayException {@code NAME_TAKEN}, {@code INSTANCE_REFUSED}, {@code CLOUD_FAILED}
   */
  Map<String, AwsServer> run(List<ServerOrder> orders, Consumer<List<String>> before) {
    Found found = find(orders);
    Map<String, AwsServer> servers = new ConcurrentHashMap<>();
    orders.forEach(
        order -> found.existing(order).ifPresent(server -> servers.put(order.name(), server)));
    List<ServerOrder> missing =
        orders.stream().filter(order -> !servers.containsKey(order.name())).toList();
    if (!missing.isEmpty()) {
      String rootDevice = catalogue().check();
      before.accept(missing.stream().map(ServerOrder::name).toList());
      Together.run(
          missing.stream()
              .<Runnable>map(
                  order -> () -> servers.put(order.name(), launch(order, rootDevice, found)))
              .toList());
    }
    return servers;
  }

  private AwsServer launch(ServerOrder order, String rootDevice, Found before) {
    Launch launch = new Launch(ec2, estate, settings, rootDevice, order);
    Found found = before;
    for (int i = 1; ; i++) {
      try {
        return launch.run(found.ended(order));
      } catch (SlipwayException e) {
        if (i == UNANSWERED || !Launch.unanswered(e)) {
          throw e;
        }
      }
      found = find(List.of(order));
      Optional<AwsServer> launched = found.existing(order);
      if (launched.isPresent()) {
        return launched.get();
      }
    }
  }

  private Found find(List<ServerOrder> orders) {
    List<String> names = orders.stream().map(ServerOrder::name).toList();
    return new Found(estate, ec2.instances(String.join(", ", names), Ec2.tagged(Tags.NAME, names)));
  }

  private Catalogue catalogue() {
    return new Catalogue(ec2, settings);
  }
}
