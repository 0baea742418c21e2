package dev.catalog.support;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.reindex.ReindexModulePlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.node.NodeValidationException;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/** A search node in a JVM of its own; it stops when its standard input ends. */
final class SearchNodeProcess extends Node {
  private static final List<Class<?>> PLUGINS =
      List.of(
          Netty4ModulePlugin.class, CommonAnalysisModulePlugin.class, ReindexModulePlugin.class);

  private SearchNodeProcess(Settings settings) {
    super(
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "test"),
        PLUGINS.stream().map(SearchNodeProcess::info).toList(),
        false);
  }

  public static void main(String... arguments) throws IOException, NodeValidationException {
    var node =
        new SearchNodeProcess(
            settings(Path.of(arguments[0]), arguments[1], arguments[2], Membership.of(arguments)));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node)));
    node.start();
    while (System.in.read() >= 0) {
      // The parent never writes; the end of the stream is the end of the parent.
    }
    System.exit(0);
  }

  private static Settings settings(
      Path home, String httpPort, String transportPort, Membership membership) {
    return Settings.builder()
        .put("path.home", home)
        .put("cluster.name", membership.cluster())
        .put("node.name", "test-" + transportPort)
        .putList("node.roles", membership.roles())
        .put("network.host", "127.0.0.1")
        .put("http.port", httpPort)
        .put("transport.port", transportPort)
        .putList("cluster.initial_cluster_manager_nodes", membership.founders())
        .putList("discovery.seed_hosts", membership.seeds())
        .put("node.store.allow_mmap", false)
        .put("cluster.routing.allocation.disk.threshold_enabled", false)
        .build();
  }

  private static PluginInfo info(Class<?> plugin) {
    var name = plugin.getSimpleName();
    return new PluginInfo(
        name, name, "test", Version.CURRENT, "25", plugin.getName(), name, List.of(), false);
  }

  private static void stop(Node node) {
    try {
      node.close();
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
