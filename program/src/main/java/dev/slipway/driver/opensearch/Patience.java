package dev.slipway.driver.opensearch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long the indices wait for a node that left, a minute unless told otherwise. What each was
 * told before is kept in the cluster itself, among the settings that it leaves to its users, so
 * that another controller can put it back.
 */
record Patience(IndexSettings indices, ClusterSettings cluster) {
  private static final String WAIT = "index.unassigned.node_left.delayed_timeout";
  private static final String BEFORE = "cluster.metadata.slipway_delayed_timeout";
  private static final String UNSET = "";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** True from {@link #suspend} to {@link #resume}. */
  boolean suspended() {
    return cluster.read(BEFORE).isPresent();
  }

  /** What was there before is written down first; what is written down already stays. */
  void suspend() {
    Map<String, String> before = before().orElseGet(TreeMap::new);
    Map<String, Optional<String>> now = indices.read(WAIT);
    now.forEach((index, wait) -> before.putIfAbsent(index, wait.orElse(UNSET)));
    cluster.write(BEFORE, Optional.of(text(before)));
    indices.write(now.keySet(), WAIT, Optional.of("0s"));
  }

  void resume() {
    before().ifPresent(this::putBack);
  }

  private void putBack(Map<String, String> before) {
    for (String index : indices.read(WAIT).keySet()) {
      if (before.containsKey(index)) {
        Optional<String> wait = Optional.of(before.get(index)).filter(text -> !text.isEmpty());
        indices.write(List.of(index), WAIT, wait);
      }
    }
    cluster.write(BEFORE, Optional.empty());
  }

  private Optional<Map<String, String>> before() {
    return cluster.read(BEFORE).map(Patience::parse);
  }

  private static String text(Map<String, String> before) {
    try {
      return JSON.writeValueAsString(before);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts that have no JSON", e);
    }
  }

  private static Map<String, String> parse(String text) {
    try {
      return JSON.readValue(text, new TypeReference<TreeMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("not what Slipway wrote: " + text, e);
    }
  }
}
