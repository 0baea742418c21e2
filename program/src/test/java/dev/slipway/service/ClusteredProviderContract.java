package dev.slipway.service;

import static dev.slipway.service.ProviderContract.DEADLINE;
import static dev.slipway.service.ProviderContract.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.error.ErrorCode;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Provider} promises of sites that are several servers. Its tests share one
 * cluster of three data nodes, {@code shop-cluster}, and its site {@code shop}.
 */
public abstract class ClusteredProviderContract {
  protected static final String CLUSTER = "shop-cluster";
  protected static final List<String> NODES = List.of("shop-data1", "shop-data2", "shop-data3");

  protected abstract Provider provider();

  /** A commit whose application uses a search node. */
  protected abstract String commit();

  @Test
  void listsTheServersOfASiteTheMasterFirst() {
    SiteRecord site = launched();
    assertThat(site.servers())
        .extracting(ServerRecord::name)
        .containsExactly("shop", "shop-data1", "shop-data2", "shop-data3");
    assertThat(site.servers())
        .extracting(ServerRecord::role)
        .containsExactly(ServerRole.MASTER, ServerRole.DATA, ServerRole.DATA, ServerRole.DATA);
    assertThat(site.servers()).extracting(ServerRecord::address).doesNotHaveDuplicates();
    assertThat(provider().find("shop")).contains(site);
    assertThat(provider().sites()).contains(site);
  }

  @Test
  void knowsWhoseDataNodesTheyAre() {
    launched();
    ClusterRecord cluster = cluster(CLUSTER);
    assertThat(cluster.nodes()).isEqualTo(NODES);
    assertThat(cluster.site()).contains("shop");
    assertThat(cluster.commit()).isEqualTo(commit());
  }

  @Test
  void launchesTwiceWithoutHarm() {
    assertThat(launch()).isEqualTo(launch());
  }

  @Test
  void refusesAMasterWhoseDataNodesWereNotLaunchedBefore() {
    var early = site("early").joining("early-cluster");
    fails(ErrorCode.CLUSTER_UNKNOWN, () -> provider().check(early));
    var error =
        fails(ErrorCode.CLUSTER_UNKNOWN, () -> provider().launch(early, DEADLINE, line -> {}));
    assertThat(error.hint()).contains("the data nodes come first");
    assertThat(provider().find("early")).isEmpty();
  }

  @Test
  void refusesASecondSiteInACluster() {
    launched();
    fails(ErrorCode.NAME_TAKEN, () -> provider().check(site("second").joining(CLUSTER)));
  }

  @Test
  void refusesToMakeAClusteredSiteASingleServer() {
    launched();
    fails(ErrorCode.NAME_TAKEN, () -> provider().check(site("shop")));
  }

  @Test
  void refusesADataNodeWithTheNameOfAnotherServer() {
    launched();
    for (String name : List.of("shop", "shop-data1")) {
      var request = new ClusterRequest("other-cluster", List.of(name), "v1.0", commit());
      fails(ErrorCode.NAME_TAKEN, () -> provider().checkCluster(request));
    }
    var later = new ClusterRequest(CLUSTER, NODES, "v2.0", "f".repeat(40));
    fails(ErrorCode.NAME_TAKEN, () -> provider().checkCluster(later));
  }

  @Test
  void refusesNamesThatNoHostCanHave() {
    var cluster = new ClusterRequest("Shop_Cluster", List.of("data1"), "v1.0", commit());
    fails(ErrorCode.NAME_ILLEGAL, () -> provider().checkCluster(cluster));
    var node = new ClusterRequest("cluster", List.of("data_1"), "v1.0", commit());
    fails(ErrorCode.NAME_ILLEGAL, () -> provider().checkCluster(node));
  }

  @Test
  void addsADataNodeAndTerminatesIt() {
    launched();
    List<String> log = new CopyOnWriteArrayList<>();
    var fourth = new ClusterRequest(CLUSTER, List.of("shop-data4"), "v1.0", commit());
    provider().launchCluster(fourth, DEADLINE, log::add);
    assertThat(log).isNotEmpty().allMatch(line -> line.startsWith("shop-data4: "));
    assertThat(cluster(CLUSTER).nodes()).hasSize(4).contains("shop-data4");

    provider().terminateNodes(List.of("shop-data4"));
    provider().terminateNodes(List.of("shop-data4"));
    assertThat(cluster(CLUSTER).nodes()).isEqualTo(NODES);
  }

  protected SiteRecord launched() {
    return provider().find("shop").orElseGet(this::launch);
  }

  /** The data nodes in one call, their master in the next. */
  private SiteRecord launch() {
    var nodes = new ClusterRequest(CLUSTER, NODES, "v1.0", commit());
    provider().launchCluster(nodes, DEADLINE, line -> {});
    return provider().launch(site("shop").joining(CLUSTER), DEADLINE, line -> {});
  }

  private SiteRequest site(String name) {
    return new SiteRequest(name, SiteRole.CURRENT, "v1.0", commit(), Optional.empty());
  }

  private ClusterRecord cluster(String name) {
    return provider().cluster(name).orElseThrow();
  }
}
