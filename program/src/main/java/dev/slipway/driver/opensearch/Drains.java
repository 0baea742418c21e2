package dev.slipway.driver.opensearch;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The nodes that may hold no copies, by name. */
record Drains(ClusterSettings settings) {
  private static final String EXCLUDE = "cluster.routing.allocation.exclude._name";

  Set<String> nodes() {
    return settings.read(EXCLUDE).stream()
        .flatMap(names -> Arrays.stream(names.split(",")))
        .filter(name -> !name.isBlank())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  void begin(String node) {
    Set<String> nodes = nodes();
    if (nodes.add(node)) {
      write(nodes);
    }
  }

  void end(String node) {
    Set<String> nodes = nodes();
    if (nodes.remove(node)) {
      write(nodes);
    }
  }

  private void write(Set<String> nodes) {
    settings.write(EXCLUDE, Optional.of(String.join(",", nodes)).filter(names -> !names.isEmpty()));
  }
}
