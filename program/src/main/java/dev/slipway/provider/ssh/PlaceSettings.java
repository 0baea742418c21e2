package dev.slipway.provider.ssh;

import dev.slipway.config.Secret;
import dev.slipway.node.ServerTemplate;
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
 *     #SECRETS}
 * @param certificates of an object store that has its own, to be put at {@link #CA}
 * @param state a folder of this machine's
 */
public record PlaceSettings(
    String profile,
    List<Place> servers,
    ServerTemplate template,
    Supplier<Map<String, Secret>> secrets,
    Optional<Path> certificates,
    Path state) {
  /** What Slipway writes on a server. */
  public static final Path STATE = Path.of("/srv/slipway");

  /** Slipway itself, a folder for each of its versions. */
  static final Path PROGRAMS = Path.of("/opt/slipway");

  /** For root alone. */
  public static final Path SECRETS = Path.of("/etc/slipway/secrets");

  /** Whose {@code .aws/credentials} a server begins with. */
  public static final Path HOME = SECRETS.resolve("home");

  /** Below {@link #SECRETS}: the key of the backups. */
  public static final String KEY = "home/.aws/credentials";

  /** Readable by whoever talks to the object store. */
  public static final Path CA = Path.of("/etc/ssl/certs/slipway-store.pem");

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
