package dev.slipway.testing;

import dev.slipway.driver.ssh.SshNetwork;
import dev.slipway.service.Machine;
import dev.slipway.service.Machines;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Loopback servers that one key opens, and the machines that they are. */
public final class ServerRack implements Machines {
  private final SshNetwork network = new SshNetwork();
  private final List<LoopbackServer> servers;

  /** Starts servers of these names, each on an address of its own. */
  public ServerRack(String... names) {
    servers = Stream.of(names).map(LoopbackServer::new).toList();
    servers.forEach(server -> server.admit(key("client.pub")));
  }

  public List<LoopbackServer> servers() {
    return servers;
  }

  public LoopbackServer server(String name) {
    return servers.stream()
        .filter(server -> server.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no server " + name));
  }

  @Override
  public List<String> names() {
    return servers.stream().map(LoopbackServer::name).toList();
  }

  @Override
  public String address(String name) {
    return server(name).endpoint().toString();
  }

  @Override
  public Machine open(String name) {
    return network.machine(server(name).settings());
  }

  /** The private key that every one of them takes. */
  public Path key() {
    return key("client");
  }

  /** What an estate says of them: the lines below a profile's {@code ssh:}, without indentation. */
  public String estateLines() {
    return """
    user: %s
    keyFile: %s
    servers:
    """
            .formatted(servers.getFirst().user(), key())
        + servers.stream().map(ServerRack::estateLine).collect(Collectors.joining());
  }

  private static String estateLine(LoopbackServer server) {
    return "  - {name: %s, host: \"%s\", hostKey: \"%s\"}\n"
        .formatted(server.name(), server.endpoint(), server.fingerprint());
  }

  private Path key(String file) {
    return servers.getFirst().file(file);
  }

  @Override
  public void close() {
    network.close();
    servers.forEach(LoopbackServer::close);
  }
}
