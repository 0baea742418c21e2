package dev.slipway.provider.local;

import static dev.slipway.service.ProviderContract.DEADLINE;
import static dev.slipway.service.ProviderContract.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.config.Gates;
import dev.slipway.driver.opensearch.OpenSearchCluster;
import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Await;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Signal;
import dev.slipway.node.NodeMain;
import dev.slipway.node.SiteFiles;
import dev.slipway.release.cluster.ClusterCare;
import dev.slipway.release.cluster.ClusterNodes;
import dev.slipway.release.cluster.Finding;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.ClusteredProviderContract;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Provider;
import dev.slipway.service.ServerRecord;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.UnassignedReason.WaitsForNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A site of four real servers: three data nodes and their master. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ClusteredSiteIT extends ClusteredProviderContract {
  private final LocalSites sites = new LocalSites();
  private final LocalProvider provider = sites.provider();
  private final String commit = sites.application().searching();
  private final long made = System.nanoTime();

  /** A minute is aimed at on a machine with nothing else to do; here others run, too. */
  @BeforeAll
  void launchAndAwaitGreen() throws IOException {
    long begun = System.nanoTime();
    SiteRecord site = launched();
    try (var search = new OpenSearchCluster(site.name(), List.of(site.search()))) {
      search.awaitHealth(ClusterHealth.Color.GREEN, DEADLINE);
    }
    System.out.printf(
        "three data nodes and their master: green after %d ms%n",
        (System.nanoTime() - begun) / 1_000_000);
  }

  @AfterAll
  void terminateAll() {
    sites.close();
  }

  @Test
  void namesServerLogAndLineOfADataNodeThatCannotStart() throws IOException {
    launched();
    var sixth = new ClusterRequest(CLUSTER, List.of("shop-data6"), "v1.0", commit);
    List<String> log = new CopyOnWriteArrayList<>();
    Path data = SiteFiles.of(sites.state(), "shop-data6").search().resolve("data");
    Consumer<String> spoiling =
        line -> {
          log.add(line);
          if (line.contains("folders: done")) {
            spoil(data);
          }
        };

    var error =
        fails(
            ErrorCode.SEARCH_UNREACHABLE, () -> provider.launchCluster(sixth, DEADLINE, spoiling));

    assertThat(error)
        .hasMessageStartingWith("shop-data6: ")
        .hasMessageContaining("search-shop-data6 did not start");
    assertThat(log).anyMatch(line -> line.startsWith("shop-data6: ! error: \"error ["));
    provider.terminateNodes(List.of("shop-data6"));
  }

  /** A file where the node wants a folder. */
  private static void spoil(Path data) {
    try {
      Files.createDirectories(data.getParent());
      Files.writeString(data, "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theMasterHoldsNoDataAndVotes() throws Exception {
    SiteRecord site = launched();
    assertThat(ask(site, "/_cat/nodes?h=name,node.role&s=name"))
        .containsSubsequence("shop ", "m", "shop-data1 dim", "shop-data2 dim", "shop-data3 dim");
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
                    kill("shop-data5", NodeMain.PROCESS);
                  }
                }));
    assertThat(provider.launchCluster(fifth, DEADLINE, line -> {}).nodes()).contains("shop-data5");
    provider.terminateNodes(List.of("shop-data5"));
  }

  /**
   * Then the replacement, which is there, by one that has the old one's name: its cluster is as it
   * was for the other tests.
   */
  @Test
  void replacesADeadDataNodeAndALiveOneUnderLoadWithoutLosingADocument() throws Exception {
    SiteRecord site = launched();
    List<Endpoint> nodes = site.servers().stream().map(ServerRecord::search).toList();
    try (var search = new OpenSearchCluster("shop", nodes);
        var load = new SearchLoad(site.search(), "ledger")) {
      search.awaitHealth(Color.GREEN, DEADLINE);
      load.awaitMore(20);

      kill("shop-data2", "search");
      long killed = System.nanoTime();
      var care = ClusterCare.of(site, search, Gates.TooFewNodes.PASS);
      var loss =
          Await.of("the loss of shop-data2, explained", DEADLINE)
              .until(
                  () ->
                      care.diagnose().findings().stream()
                          .filter(ClusteredSiteIT::waits)
                          .findFirst());
      assertThat(loss.words()).contains("which was on shop-data2, has no place");
      var green = changes(search).replace("shop-data2", "shop-data2-r1", Optional.of(1));
      say("killed, replaced, green", killed);
      assertThat(green.color()).isEqualTo(Color.GREEN);
      load.awaitMore(20);

      long drained = System.nanoTime();
      changes(search).replace("shop-data2-r1", "shop-data2", Optional.empty());
      say("drained, replaced, green", drained);
      load.awaitMore(20);
      load.end();

      assertThat(load.failures()).isEmpty();
      assertThat(load.lost()).isZero();
      assertThat(load.found()).isEqualTo(Integer.toString(load.documents()));
      assertThat(search.status())
          .satisfies(status -> assertThat(status.draining()).isEmpty())
          .satisfies(status -> assertThat(status.votesWithdrawn()).isFalse())
          .satisfies(status -> assertThat(status.placesAtOnce()).isFalse())
          .satisfies(status -> assertThat(status.dataNodes()).containsExactlyElementsOf(NODES));
    }
  }

  /** A copy that was just written to is made anew at once, and waits for nobody. */
  private static boolean waits(Finding finding) {
    return finding.shard().index().equals(SearchLoad.QUIET)
        && finding.shard().reason() instanceof WaitsForNode;
  }

  private ClusterNodes changes(OpenSearchCluster search) {
    ClusterRecord cluster = provider.cluster(CLUSTER).orElseThrow();
    return new ClusterNodes(provider, search, cluster, DEADLINE, line -> say(line, made));
  }

  private static void say(String what, long since) {
    System.out.printf("%6.1f s  %s%n", (System.nanoTime() - since) / 1e9, what);
  }

  private void kill(String server, String process) {
    var files = SiteFiles.of(sites.state(), server);
    new Daemons().signal(files.pidFile(process), Signal.KILL);
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
