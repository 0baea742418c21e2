package dev.slipway.config;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How clients of a proxy are brought to give up the connections that they keep.
 *
 * @param flag while this file exists, the proxy's configuration lets no client keep its connection
 * @param deadline how long to wait for the clients; one that stays silent longer keeps its
 *     connection until the reload
 */
public record DrainSettings(Path flag, @Default("10s") Duration deadline) {
  public DrainSettings {
    if (!deadline.isPositive()) {
      throw new IllegalArgumentException("deadline must be longer than nothing");
    }
  }
}
