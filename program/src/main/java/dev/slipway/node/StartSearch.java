package dev.slipway.node;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.service.Endpoint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The search node: a Java process of Slipway's own class path. */
record StartSearch(ServerManifest manifest, Daemons daemons) implements BootstrapStep {
  private static final Duration START = Duration.ofMinutes(2);

  /**
   * Of the master's node beside data nodes. Two data nodes alone would stop when one of them is
   * lost: a manager is elected by more than half of the nodes that vote, and the master's is the
   * third.
   */
  private static final String VOTES_ONLY = "cluster_manager";

  private static final String MAIN = "dev.slipway.provider.local.SearchNodeMain";

  @Override
  public String name() {
    return "search";
  }

  @Override
  public void run(Consumer<String> log) {
    SiteFiles files = manifest.files();
    Path output = files.searchOutput();
    ProcessIdentity process =
        daemons.start(command(), files.pidFile(ServerProcesses.SEARCH), output);
    Await.of("the search node of " + manifest.server(), START)
        .untilTrue(() -> !process.alive() || Ports.answers(manifest.searchEndpoint()));
    if (!process.alive()) {
      throw new SlipwayException(
          ErrorCode.SEARCH_UNREACHABLE,
          "the search node ended while starting: " + BootstrapLog.lastLine(output),
          "read the logs in " + files.search());
    }
    log.accept("listens on " + manifest.searchEndpoint());
  }

  private Command command() {
    var search = manifest.search();
    String heap = search.heapMegabytes() + "m";
    List<String> arguments = new ArrayList<>(own());
    if (!search.founders().isEmpty()) {
      arguments.addAll(List.of("--initial-managers", String.join(",", search.founders())));
    }
    if (!search.seeds().isEmpty()) {
      arguments.addAll(List.of("--seed-hosts", seeds()));
    }
    if (manifest.joinsDataNodes()) {
      arguments.add("--roles=" + VOTES_ONLY);
    }
    var program =
        new JavaProgram(manifest.host().javaHome(), List.of("-Xms" + heap, "-Xmx" + heap), MAIN);
    return Command.of(program.with(arguments)).in(manifest.files().search());
  }

  private String seeds() {
    return manifest.search().seeds().stream()
        .map(Endpoint::toString)
        .collect(Collectors.joining(","));
  }

  private List<String> own() {
    var network = manifest.network();
    Path search = manifest.files().search();
    return List.of(
        "--cluster", manifest.search().cluster(),
        "--name", manifest.server(),
        "--address", network.address(),
        "--http-port", Integer.toString(network.search()),
        "--transport-port", Integer.toString(network.searchTransport()),
        "--data", search.resolve("data").toString(),
        "--logs", manifest.files().searchLogs().toString(),
        "--snapshots", manifest.host().snapshots().toString());
  }
}
