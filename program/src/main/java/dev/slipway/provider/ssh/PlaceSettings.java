package dev.slipway.provider.ssh;

import dev.slipway.config.ScheduleSettings;
import dev.slipway.config.Secret;
import dev.slipway.node.ServerTemplate;
import dev.slipway.provider.ServerPaths;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How servers that exist already become servers of sites.
 *
 * @param profile its name
 * @param template what all have in common; its paths are the servers'
 * @param secrets what a master needs and nobody else may know, by the name of its file below {@link
 *     ServerPaths#SECRETS}
 * @param certificates of an object store that has its own, to be put at {@link ServerPaths#CA}
 * @param schedule where the recurring jobs of servers are
 * @param state a folder of this machine's
 */
public record PlaceSettings(
    String profile,
    List<Place> servers,
    ServerTemplate template,
    Supplier<Map<String, Secret>> secrets,
    Optional<Path> certificates,
    ScheduleSettings schedule,
    Path state) {
  /** Slipway itself, a folder for each of its versions. */
  static final Path PROGRAMS = Path.of("/opt/slipway");

  /** For another program's turn. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  public PlaceSettings {
    servers = List.copyOf(servers);
  }

  /**
   * A server that exists.
   *
   * @param name which it is reached by
   * @param address that the programs of a site listen on there
   */
  public record Place(String name, String address) {}
}
