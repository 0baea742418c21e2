package dev.slipway.bench;

import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.service.Endpoint;
import dev.slipway.testing.Loopback;
import dev.slipway.testing.RealPostgres;
import dev.slipway.testing.TestState;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;

/** HAProxy in front of Patroni's servers, with the checks that Patroni's manual recommends. */
final class HaProxy {
  private final Daemons daemons = new Daemons();
  private final TestState state;
  private final Endpoint endpoint = Loopback.endpoint(Loopback.address(5000));

  HaProxy(PatroniCluster cluster, Started started) {
    state = started.with(new TestState());
    started.with(() -> daemons.stop(pidFile(), Duration.ofSeconds(5)));
    Path file = state.folder().resolve("haproxy.cfg");
    AtomicFile.write(
        file, configuration(cluster).getBytes(StandardCharsets.UTF_8), RealPostgres.OS_USER);
    Command command =
        Command.of("haproxy", "-db", "-f", file.toString())
            .as(RealPostgres.OS_USER)
            .in(state.folder());
    daemons.start(command, pidFile(), state.folder().resolve("haproxy.log"));
  }

  Endpoint endpoint() {
    return endpoint;
  }

  private Path pidFile() {
    return state.folder().resolve("haproxy.pid");
  }

  /** From the haproxy.cfg that Patroni comes with. */
  private String configuration(PatroniCluster cluster) {
    return """
    global
        maxconn 100
    defaults
        mode tcp
        retries 2
        timeout client 30m
        timeout connect 4s
        timeout server 30m
        timeout check 5s
    listen primary
        bind %s
        option httpchk
        http-check expect status 200
        default-server inter 3s fall 3 rise 2 on-marked-down shutdown-sessions
    %s
    """
        .formatted(
            endpoint,
            cluster.nodes().stream().map(HaProxy::line).collect(Collectors.joining("\n")));
  }

  private static String line(PatroniNode node) {
    return "    server %s %s maxconn 100 check port %d"
        .formatted(node.name(), node.server().endpoint(), node.api().endpoint().port());
  }
}
