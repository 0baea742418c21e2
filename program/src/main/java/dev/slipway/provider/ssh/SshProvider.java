package dev.slipway.provider.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.node.ProgramArchive;
import dev.slipway.node.ServerManifest;
import dev.slipway.provider.ManifestProvider;
import dev.slipway.service.Machine;
import dev.slipway.service.Machines;
import dev.slipway.service.RemoteServer;
import dev.slipway.service.RemoteServers;

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
    this(settings, new SshPlaces(settings, program, machines), machines);
  }

  private SshProvider(PlaceSettings settings, SshPlaces places, Machines machines) {
    super(places, settings.template());
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
    Machine machine = machines.open(places.at(manifest).place().name());
    return places.find(manifest, machine);
  }

  @Override
  public void close() {
    places.close();
  }
}
