package dev.slipway.provider.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.node.ProgramArchive;
import dev.slipway.node.ServerManifest;
import dev.slipway.provider.ManifestProvider;
import dev.slipway.service.Machines;
import dev.slipway.service.RemoteServer;
import dev.slipway.service.RemoteServers;
import java.util.Optional;

/**
 * Sites on servers that exist already. What is on a server its manifest says, which lies there and
 * nowhere else; a server that cannot be asked is not taken for an empty one.
 */
public final class SshProvider extends ManifestProvider implements RemoteServers {
  private final SshPlaces places;
  private final Machines machines;

  /**
   * @param program that servers are given
   * @param machines by the names of the settings' servers
   */
  public SshProvider(PlaceSettings settings, ProgramArchive program, Machines machines) {
    this(new SshPlaces(settings, program, new SshServers(settings, machines)), machines);
  }

  private SshProvider(SshPlaces places, Machines machines) {
    super(places, places.settings().template());
    this.places = places;
    this.machines = machines;
  }

  @Override
  public RemoteServer open(String server) {
    ServerManifest manifest =
        places
            .known()
            .find(server)
            .orElseThrow(
                () ->
                    new SlipwayException(
                        ErrorCode.SITE_UNKNOWN,
                        "there is no server " + server,
                        "was it taken away meanwhile?"));
    RemoteNode node = places.node(manifest);
    return new RemoteServer(
        machines.open(node.server().place().name()),
        Optional.of(SshServer.ROOT),
        node.slipway(),
        manifest.files().manifest());
  }

  @Override
  public void close() {
    places.servers().close();
  }
}
