package dev.slipway.provider.local;

import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.analysis.common.CommonAnalysisModulePlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.index.reindex.ReindexModulePlugin;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/**
 * An OpenSearch node with the three modules that a site needs, taken from the class path: a
 * downloaded distribution would look for them in module folders.
 */
final class SearchNode extends Node {
  private static final List<Class<? extends Plugin>> MODULES =
      List.of(
          Netty4ModulePlugin.class, CommonAnalysisModulePlugin.class, ReindexModulePlugin.class);

  SearchNode(Settings settings) {
    super(
        InternalSettingsPreparer.prepareEnvironment(
            settings, Map.of(), null, () -> Node.NODE_NAME_SETTING.get(settings)),
        MODULES.stream().map(SearchNode::describe).toList(),
        false);
  }

  private static PluginInfo describe(Class<? extends Plugin> module) {
    return new PluginInfo(
        module.getName(),
        "from the class path",
        Version.CURRENT.toString(),
        Version.CURRENT,
        Integer.toString(Runtime.version().feature()),
        module.getName(),
        List.of(),
        false);
  }
}
