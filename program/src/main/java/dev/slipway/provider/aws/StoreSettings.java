package dev.slipway.provider.aws;

import dev.slipway.config.SecretSource;
import dev.slipway.node.ServerTemplate;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How instances become servers.
 *
 * @param template what all servers have in common; its paths are the instances'
 * @param store where instances reach the object store
 * @param passwords of the database, by the name of their file in {@link #SECRETS}
 * @param cloudConfig the application's own {@link #CLOUD_CONFIG} at a commit, when it has one
 */
public record StoreSettings(
    ServerTemplate template,
    URI store,
    String region,
    Map<String, SecretSource> passwords,
    Function<String, Optional<String>> cloudConfig) {
  /** Beside the application's descriptor. */
  public static final String CLOUD_CONFIG = "slipway-cloud-config.yaml";

  /** What Slipway writes on an instance. */
  public static final Path STATE = Path.of("/srv/slipway");

  /** What an instance fetched from the object store; for root alone. */
  static final Path FETCHED = Path.of("/etc/slipway");

  /** Below {@link #FETCHED}. */
  public static final Path SECRETS = FETCHED.resolve("secrets");

  /** Whose {@code .aws/credentials} a server begins with. */
  public static final Path HOME = FETCHED.resolve("home");

  ServerBoot boot(ServerFacts server, ServerFiles.Location files) {
    return new ServerBoot(server.name(), server.role(), store, region, files);
  }
}
