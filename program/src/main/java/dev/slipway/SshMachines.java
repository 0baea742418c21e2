package dev.slipway;

import dev.slipway.config.SshAccess;
import dev.slipway.config.SshAccess.Server;
import dev.slipway.driver.ssh.SshNetwork;
import dev.slipway.service.Machine;
import dev.slipway.service.Machines;
import java.util.List;

/** The servers of a profile that SSH reaches. */
final class SshMachines implements Machines {
  private final SshLogins logins;
  private final SshNetwork network = new SshNetwork();

  /** With the agent of whoever calls. */
  static SshMachines of(SshAccess access) {
    return new SshMachines(SshLogins.of(access));
  }

  private SshMachines(SshLogins logins) {
    this.logins = logins;
  }

  @Override
  public List<String> names() {
    return logins.access().servers().stream().map(Server::name).toList();
  }

  @Override
  public String address(String name) {
    return server(name).host().toString();
  }

  @Override
  public Machine open(String name) {
    Server server = server(name);
    return network.machine(logins.to(name, server.host(), server.hostKey()));
  }

  private Server server(String name) {
    return logins.access().servers().stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElseThrow(() -> unknown(name));
  }

  @Override
  public void close() {
    network.close();
  }
}
