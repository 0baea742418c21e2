package dev.slipway.provider.aws;

import java.util.Map;

/**
 * An instance to launch.
 *
 * @param name of the server
 * @param release what it is launched for, at which commit: an instance of this name and another
 *     release is another server
 * @param tags beside those two and the estate's
 * @param userData what it does when it starts, in Base64
 */
public record ServerOrder(String name, String release, Map<String, String> tags, String userData) {
  public ServerOrder {
    tags = Map.copyOf(tags);
  }
}
