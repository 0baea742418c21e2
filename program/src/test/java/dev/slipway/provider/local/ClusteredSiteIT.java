package dev.slipway.provider.local;

import static dev.slipway.service.ProviderContract.DEADLINE;
import static dev.slipway.service.ProviderContract.fails;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.driver.opensearch.OpenSearchCluster;
import dev.slipway.error.ErrorCode;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Signal;
import dev.slipway.node.NodeMain;
import dev.slipway.node.SiteFiles;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.ClusteredProviderContract;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
