package dev.slipway.node;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Every port is free, or held by the server's own process that runs already. */
record CheckPorts(ServerManifest manifest, ServerProcesses processes) implements BootstrapStep {

  @Override
  public String name() {
    return "ports";
  }

  @Override
  public void run(Consumer<String> log) {
    Map<Integer, String> ports = owners();
    ports.forEach(
        (port, process) -> {
          if (!Ports.free(manifest.network().address(), port)
              && processes.running(process).isEmpty()) {
            throw inUse(port, process);
          }
        });
    log.accept("%s has %s".formatted(manifest.network().address(), ports.keySet()));
  }

  private Map<Integer, String> owners() {
    var network = manifest.network();
    Map<Integer, String> owners = new LinkedHashMap<>();
    owners.put(network.postgres(), ServerProcesses.POSTGRES);
    owners.put(network.pooler(), ServerProcesses.POOLER);
    owners.put(network.search(), ServerProcesses.SEARCH);
    owners.put(network.searchTransport(), ServerProcesses.SEARCH);
    owners.put(network.application(), ServerProcesses.APPLICATION);
    owners.values().retainAll(processes.names());
    return owners;
  }

  private SlipwayException inUse(int port, String process) {
    return new SlipwayException(
        ErrorCode.PORT_IN_USE,
        "port %d of %s, wanted by %s, is in use by another program"
            .formatted(port, manifest.network().address(), process),
        "stop what listens there (ss -ltnp), or give the site another address");
  }
}
