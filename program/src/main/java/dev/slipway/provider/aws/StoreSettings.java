package dev.slipway.provider.aws;

import dev.slipway.config.Secret;
import dev.slipway.node.ServerTemplate;
import dev.slipway.provider.ServerPaths;
import dev.slipway.service.SiteRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * How instances become servers.
 *
 * @param template what all servers have in common; its paths are the instances'
 * @param secrets what a master needs and nobody else may know, by the name of its file below {@link
 *     ServerPaths#SECRETS}
 * @param cloudConfig the application's own {@link #CLOUD_CONFIG} at a commit, when it has one
 */
public record StoreSettings(
    ServerTemplate template,
    StoreAddress store,
    Function<SiteRequest, Map<String, Secret>> secrets,
    Function<String, Optional<String>> cloudConfig) {
  /** Beside the application's descriptor. */
  public static final String CLOUD_CONFIG = "slipway-cloud-config.yaml";

  /** Slipway itself on an instance. */
  public static final Path PROGRAM = Path.of("/opt/slipway/bin/slipway");

  /** Of an instance that was fetched. */
  public static final Path MANIFEST = ServerPaths.GIVEN.resolve(ServerFiles.MANIFEST);
}
