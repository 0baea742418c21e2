package dev.slipway.provider.local;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.logging.log4j.Level;
import org.opensearch.common.settings.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** One node of a search cluster, as a process. */
@Command(name = "search-node", description = "Runs one OpenSearch node until SIGTERM.")
public final class SearchNodeMain extends ServerMain {

  @Option(names = "--cluster", required = true, description = "the cluster's name")
  private String cluster = "";

  @Option(names = "--name", required = true, description = "the node's name")
  private String name = "";

  @Option(names = "--http-port", defaultValue = "9200")
  private int httpPort;

  @Option(names = "--transport-port", defaultValue = "9300")
  private int transportPort;

  @Option(
      names = "--seed-hosts",
      split = ",",
      description = "host:port of the nodes to ask for the cluster; none for the first node")
  private List<String> seedHosts = List.of();

  @Option(
      names = "--initial-managers",
      split = ",",
      description = "names of the nodes that form a new cluster; none to join an existing one")
  private List<String> initialManagers = List.of();

  @Option(
      names = "--roles",
      split = ",",
      arity = "0..1",
      fallbackValue = "",
      defaultValue = "cluster_manager,data,ingest",
      description = "the node's roles; an empty value makes it coordinate only")
  private List<String> roles = List.of();

  @Option(
      names = "--snapshots",
      split = ",",
      description = "folders that snapshots may be kept in; none to refuse them")
  private List<String> snapshots = List.of();

  public static void main(String[] args) {
    System.exit(run(new SearchNodeMain(), args));
  }

  @Override
  Running start() throws Exception {
    SearchNode node = new SearchNode(settings());
    try {
      node.start();
    } catch (Exception e) {
      node.close();
      throw e;
    }
    return () -> {
      node.close();
      node.awaitClose(10, TimeUnit.SECONDS);
    };
  }

  @Override
  String logName() {
    return logName(name);
  }

  /** The name of a node's log, without its ending. */
  public static String logName(String node) {
    return "search-" + node;
  }

  @Override
  Level logLevel() {
    return Level.INFO;
  }

  private Settings settings() {
    return Settings.builder()
        .put("path.home", data)
        .put("path.data", data)
        .put("path.logs", logs)
        .putList("path.repo", snapshots)
        // The engine's own 40 MB a second are for a network; here it is all one disk.
        .put("indices.recovery.max_bytes_per_sec", "-1")
        .put("cluster.name", cluster)
        .put("node.name", name)
        .putList("node.roles", roles.stream().filter(role -> !role.isBlank()).toList())
        .put("network.host", address)
        .put("http.port", httpPort)
        .put("transport.port", transportPort)
        .putList("discovery.seed_hosts", seedHosts)
        .putList("cluster.initial_cluster_manager_nodes", initialManagers)
        .put("node.store.allow_mmap", false)
        // A developer's machine is often fuller than the watermarks of a search server allow.
        .put("cluster.routing.allocation.disk.threshold_enabled", false)
        .build();
  }
}
