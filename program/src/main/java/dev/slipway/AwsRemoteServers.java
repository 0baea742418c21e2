package dev.slipway;

import dev.slipway.provider.aws.StoreSettings;
import dev.slipway.service.RemoteServer;
import dev.slipway.service.RemoteServers;
import java.util.List;
import java.util.Optional;

/**
 * The servers of sites that are instances: what brought them up ran as root.
 *
 * @param user who logs in
 */
record AwsRemoteServers(AwsMachines machines, String user) implements RemoteServers {
  private static final String ROOT = "root";

  @Override
  public RemoteServer open(String server) {
    return new RemoteServer(
        machines.open(server),
        Optional.of(ROOT).filter(root -> !root.equals(user)),
        List.of(StoreSettings.PROGRAM.toString()),
        StoreSettings.MANIFEST);
  }

  @Override
  public void close() {
    machines.close();
  }
}
