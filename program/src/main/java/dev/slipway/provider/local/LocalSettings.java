package dev.slipway.provider.local;

import dev.slipway.node.ServerTemplate;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How sites are made out of this machine.
 *
 * @param addresses that a site may take, the first free one is taken
 */
public record LocalSettings(ServerTemplate template, List<String> addresses) {

  public LocalSettings {
    addresses = List.copyOf(addresses);
  }

  /** The folder of everything that the sites write. */
  Path state() {
    return template.state();
  }

  /** The 254 addresses of a network whose first three numbers are these: {@code 127.0.41}. */
  public static List<String> network(String prefix) {
    return IntStream.rangeClosed(1, 254).mapToObj(last -> prefix + "." + last).toList();
  }
}
