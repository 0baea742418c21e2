package dev.slipway;

import dev.slipway.config.Fingerprint;
import dev.slipway.config.SshAccess;
import dev.slipway.config.SshAccess.Jump;
import dev.slipway.config.SshAccess.Server;
import dev.slipway.config.SshAddress;
import dev.slipway.driver.ssh.SshNetwork;
import dev.slipway.driver.ssh.SshSettings;
import dev.slipway.driver.ssh.SshSettings.Login;
import dev.slipway.driver.ssh.SshSettings.Patience;
import dev.slipway.driver.ssh.SshSettings.Trust;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Machine;
import dev.slipway.service.Machines;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The servers of a profile that SSH reaches. */
final class SshMachines implements Machines {
  private final SshAccess access;
  private final Optional<Path> agent;
  private final SshNetwork network = new SshNetwork();

  /** With the agent of whoever calls. */
  static SshMachines of(SshAccess access) {
    return new SshMachines(access, Optional.ofNullable(System.getenv("SSH_AUTH_SOCK")));
  }

  private SshMachines(SshAccess access, Optional<String> agent) {
    this.access = access;
    this.agent = agent.filter(path -> !path.isEmpty()).map(Path::of);
  }

  @Override
  public List<String> names() {
    return access.servers().stream().map(Server::name).toList();
  }

  @Override
  public String address(String name) {
    return server(name).host().toString();
  }

  @Override
  public Machine open(String name) {
    Server server = server(name);
    Login login = new Login(access.user(), access.keyFile(), agent);
    return network.machine(
        settings(name, server.host(), login, server.hostKey(), access.jump().map(this::jump)));
  }

  private Server server(String name) {
    return access.servers().stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.USAGE,
                    "the profile has no server " + name,
                    "it has " + String.join(", ", names())));
  }

  private SshSettings jump(Jump jump) {
    Login login =
        new Login(jump.user().orElse(access.user()), jump.keyFile().or(access::keyFile), agent);
    return settings("the jump host", jump.host(), login, jump.hostKey(), Optional.empty());
  }

  private SshSettings settings(
      String name,
      SshAddress host,
      Login login,
      Optional<Fingerprint> hostKey,
      Optional<SshSettings> jump) {
    Trust trust = new Trust(hostKey.map(Fingerprint::text), knownHosts());
    return new SshSettings(name, host.host(), host.port(), login, trust, jump, Patience.DEFAULT);
  }

  private List<Path> knownHosts() {
    return access
        .knownHosts()
        .map(List::of)
        .orElseGet(
            () ->
                List.of(
                    Path.of(System.getProperty("user.home"), ".ssh", "known_hosts"),
                    Path.of("/etc/ssh/ssh_known_hosts")));
  }

  @Override
  public void close() {
    network.close();
  }
}
