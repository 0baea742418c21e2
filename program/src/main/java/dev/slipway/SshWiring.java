package dev.slipway;

import dev.slipway.config.Estate;
import dev.slipway.config.Profile;
import dev.slipway.config.SshAccess;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Runner;
import dev.slipway.node.ServerTemplate;
import dev.slipway.provider.ServerPaths;
import dev.slipway.provider.ssh.PlaceSettings;
import dev.slipway.provider.ssh.SshProvider;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A profile of servers that exist already, as the provider of sites on them takes it.
 *
 * @param name of the profile
 */
record SshWiring(Estate estate, String name, Runner runner) {

  SshProvider provider() {
    SshAccess access = profile().ssh().orElseThrow();
    return new SshProvider(
        settings(access), ThisMachine.program(estate, runner), SshMachines.of(access));
  }

  private PlaceSettings settings(SshAccess access) {
    TemplateWiring template = new TemplateWiring(estate);
    Optional<Path> certificates = estate.services().objectStore().ca();
    return new PlaceSettings(
        name,
        access.servers().stream().map(SshWiring::place).toList(),
        new ServerTemplate(
            ServerPaths.STATE,
            profile().user(),
            new ServerTemplate.Programs(access.java(), ThisMachine.postgres(), false),
            template.database(ServerSecrets.files(ServerPaths.SECRETS)),
            Optional.of(template.backup(ServerPaths.HOME, certificates.map(_ -> ServerPaths.CA))),
            template.source(),
            profile().search().heapMegabytes()),
        () -> new ServerSecrets(estate).all(ServerPaths.KEY),
        certificates,
        estate.rules().schedule(),
        estate.state());
  }

  private static PlaceSettings.Place place(SshAccess.Server server) {
    return new PlaceSettings.Place(
        server.name(), server.address().orElseGet(() -> addressOf(server)));
  }

  private static String addressOf(SshAccess.Server server) {
    try {
      return InetAddress.getByName(server.host().host()).getHostAddress();
    } catch (UnknownHostException e) {
      throw new SlipwayException(
          ErrorCode.HOST_UNREACHABLE,
          "the address of %s is not known: no host %s"
              .formatted(server.name(), server.host().host()),
          "say in the estate which address the programs of a site take there: address: 10.0.0.5",
          e);
    }
  }

  private Profile profile() {
    return estate.profiles().get(name);
  }
}
