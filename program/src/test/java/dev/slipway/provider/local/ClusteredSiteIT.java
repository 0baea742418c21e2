package dev.slipway.provider.local;

import static dev.slipway.service.ProviderContract.DEADLINE;
import static dev.slipway.service.ProviderContract.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Signal;
import dev.slipway.node.NodeMain;
import dev.slipway.node.SiteFiles;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.ClusteredProviderContract;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A site of four real servers: three data nodes and their master. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusteredSiteIT extends ClusteredProviderContract {
  private final LocalSites sites = new LocalSites();
  private final LocalProvider provider = sites.provider();
  private final String commit = sites.application().searching();

  @AfterAll
  void terminateAll() {
    sites.close();
  }

  @Test
  void theMasterAsksADataNodeAndHoldsNoData() throws Exception {
    SiteRecord site = launched();
    assertThat(ask(site, "/_cat/nodes?h=name,node.role&s=name"))
        .containsSubsequence("shop ", "-", "shop-data1 dim", "shop-data2 dim", "shop-data3 dim");
  }

  @Test
  void finishesADataNodeWhoseLaunchWasKilled() {
    launched();
    var fifth = new ClusterRequest(CLUSTER, List.of("shop-data5"), "v1.0", commit);
    fails(
        ErrorCode.COMMAND_FAILED,
        () ->
            provider.launchCluster(
                fifth,
                DEADLINE,
                line -> {
                  if (line.contains("ports: done")) {
                    kill("shop-data5");
                  }
                }));
    assertThat(provider.launchCluster(fifth, DEADLINE, line -> {}).nodes()).contains("shop-data5");
    provider.terminateNodes(List.of("shop-data5"));
  }

  private void kill(String server) {
    var files = SiteFiles.of(sites.state(), server);
    new Daemons().signal(files.pidFile(NodeMain.PROCESS), Signal.KILL);
  }

  @Override
  protected Provider provider() {
    return provider;
  }

  @Override
  protected String commit() {
    return commit;
  }

  private static String ask(SiteRecord site, String path) throws Exception {
    try (var answer = URI.create("http://" + site.search() + path).toURL().openStream()) {
      return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
