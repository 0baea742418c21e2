package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import java.time.Duration;
import java.util.Optional;

/**
 * Snapshots of single indexes in the one place that the clusters of an estate share. A cluster that
 * only restores registers the place for reading: two that write into it would spoil it.
 */
record Snapshots(String cluster, Api api, SnapshotPlace place) {
  private static final String REPOSITORY = "/_snapshot/slipway";
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration LEAVE = Duration.ofMinutes(1);
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  void take(String snapshot, String index, Duration deadline) {
    api.find("delete a snapshot", "DELETE", at(snapshot));
    register(false);
    ObjectNode body = NODES.objectNode();
    body.put("indices", index).put("include_global_state", false);
    api.send("begin a snapshot", "PUT", at(snapshot), body);
    String state =
        Await.of("snapshot %s of cluster %s".formatted(snapshot, cluster), deadline)
            .every(PAUSE)
            .until(() -> Optional.of(state(snapshot)).filter(now -> !now.equals("IN_PROGRESS")));
    if (!state.equals("SUCCESS")) {
      throw new SlipwayException(
          ErrorCode.SEARCH_UNHEALTHY,
          "snapshot %s of cluster %s ended as %s".formatted(snapshot, cluster, state),
          "see the log of its nodes");
    }
  }

  void restore(String snapshot, String index, JsonNode settings, Duration deadline) {
    register(true);
    api.send(
        "restore a snapshot", "POST", at(snapshot) + "/_restore", restoration(index, settings));
    Await.of("index %s of cluster %s restored".formatted(index, cluster), deadline)
        .every(PAUSE)
        .untilTrue(() -> primariesServe(index));
    unregister();
  }

  void delete(String snapshot) {
    if (api.find("find a snapshot", "GET", at(snapshot)).isPresent()) {
      api.find("delete a snapshot", "DELETE", at(snapshot));
      unregister();
    }
  }

  /** Refused as long as something is still being copied. */
  private void unregister() {
    Await.of("cluster %s done with its snapshots".formatted(cluster), LEAVE)
        .every(PAUSE)
        .until(
            () -> {
              api.find("leave the snapshots", "DELETE", REPOSITORY);
              return Optional.of(true);
            });
  }

  private void register(boolean forReading) {
    ObjectNode body = NODES.objectNode();
    body.put("type", place.type());
    ObjectNode settings = body.putObject("settings");
    place.settings().forEach(settings::put);
    settings.put("readonly", forReading);
    api.send("take the place for snapshots", "PUT", REPOSITORY, body);
  }

  /** The number of shards is the snapshot's; it was compared before. */
  private static ObjectNode restoration(String index, JsonNode settings) {
    ObjectNode body = NODES.objectNode();
    body.put("rename_pattern", ".+").put("rename_replacement", index);
    body.put("include_aliases", false).put("include_global_state", false);
    ObjectNode own = settings.deepCopy();
    own.remove("number_of_shards");
    body.set("index_settings", own);
    return body;
  }

  private String state(String snapshot) {
    return api.get("tell of a snapshot", at(snapshot))
        .path("snapshots")
        .path(0)
        .path("state")
        .asText();
  }

  private boolean primariesServe(String index) {
    String status = api.get("tell its health", "/_cluster/health/" + index).path("status").asText();
    return status.equals("green") || status.equals("yellow");
  }

  private static String at(String snapshot) {
    return REPOSITORY + "/" + snapshot;
  }
}
