package dev.slipway.provider.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.config.Gates;
import dev.slipway.driver.opensearch.OpenSearchCluster;
import dev.slipway.exec.Await;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Signal;
import dev.slipway.node.SiteFiles;
import dev.slipway.release.SiteLaunch;
import dev.slipway.release.cluster.ClusterCare;
import dev.slipway.release.cluster.ClusterNodes;
import dev.slipway.release.cluster.NodeNames;
import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Provider;
import dev.slipway.service.ServerRecord;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures a clustered site of real servers: from its launch to green, and for one data node after
 * the other from its SIGKILL, under load, until its replacement is there and every copy with it.
 */
@Command(name = "cluster")
final class ClusterBenchmark implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final int ENOUGH = 20;
  private static final String CLUSTER = "shop-cluster";
  private static final double GREEN_LIMIT = 60;
  private static final double REPLACED_LIMIT = 20;

  @Option(names = "--data-nodes", defaultValue = "3")
  private int dataNodes;

  @Option(names = "--documents", defaultValue = "50000")
  private int documents;

  @Option(names = "--json")
  private Optional<Path> json = Optional.empty();

  /**
   * Times are seconds.
   *
   * @param replaced of each data node
   * @param lost documents that were acknowledged and are not there afterwards
   * @param failed documents and searches that were refused
   */
  private record Figures(
      int dataNodes,
      int documents,
      double green,
      List<Double> replaced,
      long indexed,
      long searches,
      long lost,
      int failed) {
    boolean within() {
      return green < GREEN_LIMIT
          && replaced.stream().allMatch(seconds -> seconds < REPLACED_LIMIT)
          && lost == 0
          && failed == 0;
    }
  }

  public static void main(String... arguments) {
    System.exit(new CommandLine(new ClusterBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Figures figures = measure();
    System.out.printf(
        "cluster: %d data nodes and a master green after %.1f s; killed and replaced, green after"
            + " %s s; %d documents and %d searches answered meanwhile, %d failed, %d lost%n",
        figures.dataNodes(),
        figures.green(),
        figures.replaced(),
        figures.indexed(),
        figures.searches(),
        figures.failed(),
        figures.lost());
    if (json.isPresent()) {
      new ObjectMapper().writeValue(json.get().toFile(), figures);
    }
    return figures.within() ? 0 : 1;
  }

  private Figures measure() throws IOException {
    try (LocalSites sites = new LocalSites()) {
      Provider provider = sites.provider();
      long begun = System.nanoTime();
      SiteRecord site = launch(provider, sites.application().searching());
      List<Endpoint> nodes = site.servers().stream().map(ServerRecord::search).toList();
      try (var search = new OpenSearchCluster(site.name(), nodes)) {
        search.awaitHealth(Color.GREEN, DEADLINE);
        double green = since(begun);
        try (var load = new SearchLoad(site.search(), "ledger")) {
          load.fill(documents);
          search.awaitHealth(Color.GREEN, DEADLINE);
          return figures(green, replaceAll(sites, provider, site, search, load), load);
        }
      }
    }
  }

  private SiteRecord launch(Provider provider, String commit) {
    SiteRequest master =
        new SiteRequest("shop", SiteRole.CURRENT, "v1.0", commit, Optional.empty());
    return SiteLaunch.clustered(master, CLUSTER, dataNodes)
        .run(provider, DEADLINE, ClusterBenchmark::say);
  }

  private static List<Double> replaceAll(
      LocalSites sites,
      Provider provider,
      SiteRecord site,
      OpenSearchCluster search,
      SearchLoad load) {
    List<Double> took = new ArrayList<>();
    for (String node : site.cluster().orElseThrow().nodes()) {
      load.awaitMore(ENOUGH);
      long killed = System.nanoTime();
      new Daemons().signal(SiteFiles.of(sites.state(), node).searchProcess(), Signal.KILL);
      Await.of("the loss of " + node, DEADLINE).untilTrue(() -> !search.status().has(node));
      say(ClusterCare.of(site, search, Gates.TooFewNodes.PASS).diagnose().headline());
      changes(provider, search).replace(node, NodeNames.replacementOf(node), Optional.of(1));
      took.add(since(killed));
    }
    load.awaitMore(ENOUGH);
    load.end();
    return took;
  }

  private static ClusterNodes changes(Provider provider, OpenSearchCluster search) {
    ClusterRecord cluster = provider.cluster(CLUSTER).orElseThrow();
    return new ClusterNodes(provider, search, cluster, DEADLINE, ClusterBenchmark::say);
  }

  private Figures figures(double green, List<Double> replaced, SearchLoad load) {
    return new Figures(
        dataNodes,
        documents,
        green,
        replaced,
        load.documents(),
        load.searches(),
        load.lost(),
        load.failures().size());
  }

  private static void say(String line) {
    System.err.println(line);
  }

  private static double since(long begun) {
    return Math.round((System.nanoTime() - begun) / 1e8) / 10.0;
  }
}
