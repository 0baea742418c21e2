package dev.slipway;

import dev.slipway.aws.AwsIdentity;
import dev.slipway.driver.s3.S3ObjectStore;
import dev.slipway.driver.s3.S3Settings;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.node.NodeUp;
import dev.slipway.node.ServerManifest;
import dev.slipway.provider.aws.ServerFiles;
import dev.slipway.provider.aws.StoreNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * This machine as an instance that brings itself up by way of the object store.
 *
 * @param server its name
 * @param files where what is meant for servers lies in the store
 */
public record InstanceWiring(String server, ServerFiles.Location files) {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /**
   * Returns its manifest when it is up. The machine's own rights open the store, as AWS's tools
   * find them.
   *
   * @param ca file of the certificates that sign the store's own
   * @param lines is handed each line of the bootstrap log
   */
  public ServerManifest boot(URI store, String region, Optional<Path> ca, Consumer<String> lines) {
    S3Settings settings = new S3Settings(store, region, ca, new AwsIdentity.Found());
    try (S3ObjectStore objects = new S3ObjectStore(settings)) {
      return new StoreNode(
              server, new ServerFiles(objects, files), StoreNode.Places.OF_INSTANCE, PAUSE)
          .run(manifest -> bringUp(manifest, lines), lines);
    }
  }

  private static void bringUp(ServerManifest manifest, Consumer<String> lines) {
    new NodeUp(manifest, new LocalRunner(), new Daemons(), lines).run();
  }
}
