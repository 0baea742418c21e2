package dev.slipway.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLConnection;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The search node is a member of its cluster. One that forms the cluster, and the master's, wait
 * until all data nodes are; one that comes later waits for itself only, since a node that it is to
 * replace may be among those it was told of.
 */
record JoinCluster(ServerManifest manifest) implements BootstrapStep {
  private static final Duration JOIN = Duration.ofMinutes(2);
  private static final int ANSWER_MILLIS = 5_000;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public void run(Consumer<String> log) {
    List<String> wanted = wanted();
    var missing = new AtomicReference<>(Set.copyOf(wanted));
    try {
      Await.of("cluster " + cluster(), JOIN)
          .untilTrue(
              () -> {
                missing.set(missing(wanted));
                return missing.get().isEmpty();
              });
    } catch (SlipwayException e) {
      throw e.code() == ErrorCode.DEADLINE_EXCEEDED ? apart(missing.get(), e) : e;
    }
    log.accept("%s has %s".formatted(cluster(), String.join(", ", wanted)));
  }

  private List<String> wanted() {
    boolean all = manifest.joinsDataNodes() || !manifest.search().founders().isEmpty();
    return all
        ? manifest.search().seeds().stream().map(Endpoint::host).toList()
        : List.of(manifest.network().address());
  }

  private Set<String> missing(List<String> wanted) {
    Set<String> missing = new TreeSet<>(wanted);
    members().forEach(node -> missing.remove(node.path("ip").asText()));
    return missing;
  }

  /** The node refuses to answer until it has found a cluster. */
  private JsonNode members() {
    try {
      URLConnection connection =
          URI.create("http://" + manifest.searchEndpoint() + "/_cat/nodes?format=json&h=ip")
              .toURL()
              .openConnection();
      connection.setConnectTimeout(ANSWER_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      try (InputStream answer = connection.getInputStream()) {
        return JSON.readTree(answer);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SlipwayException apart(Set<String> missing, SlipwayException cause) {
    return new SlipwayException(
        ErrorCode.SEARCH_UNHEALTHY,
        "cluster %s did not come together at %s within %d s; not a member: %s"
            .formatted(cluster(), manifest.server(), JOIN.toSeconds(), String.join(", ", missing)),
        "see the bootstrap logs of its data nodes; deploying the same name again goes on",
        cause);
  }

  private String cluster() {
    return manifest.search().cluster();
  }
}
