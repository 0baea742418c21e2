package dev.slipway.fake;

import dev.slipway.service.UnassignedReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One shard, and the nodes that hold a copy; the first holds the primary. */
final class FakeIndex {
  private final List<String> places = new ArrayList<>();
  private int replicas;
  private boolean lost;
  private Optional<String> awaited = Optional.empty();
  private boolean gaveUp;

  FakeIndex(int replicas) {
    this.replicas = replicas;
  }

  int replicas() {
    return replicas;
  }

  void replicas(int now) {
    replicas = now;
  }

  List<String> places() {
    return places;
  }

  Optional<String> place(int copy) {
    return copy < places.size() ? Optional.of(places.get(copy)) : Optional.empty();
  }

  void leave(String node) {
    if (places.remove(node)) {
      lost = places.isEmpty();
      awaited = Optional.of(node);
    }
  }

  void giveUp() {
    gaveUp = true;
    while (places.size() > 1) {
      places.removeLast();
    }
  }

  void tryAgain() {
    gaveUp = false;
  }

  void settle(Set<String> nodes, Set<String> draining, boolean atOnce) {
    if (atOnce || awaited.filter(nodes::contains).isPresent()) {
      awaited = Optional.empty();
    }
    if (lost) {
      return;
    }
    while (places.size() > replicas + 1) {
      places.removeLast();
    }
    places.replaceAll(
        place ->
            draining.contains(place) ? free(nodes, draining).findFirst().orElse(place) : place);
    if (!gaveUp && (awaited.isEmpty() || places.isEmpty())) {
      free(nodes, draining).limit((long) replicas + 1 - places.size()).forEach(places::add);
    }
  }

  private Stream<String> free(Set<String> nodes, Set<String> draining) {
    return List.copyOf(nodes).stream()
        .filter(node -> !places.contains(node) && !draining.contains(node));
  }

  UnassignedReason reason(int copy, Set<String> nodes, Set<String> draining) {
    if (lost) {
      return copy == 0 ? new UnassignedReason.NoCopyLeft() : new UnassignedReason.WaitsForPrimary();
    }
    if (gaveUp) {
      return new UnassignedReason.AllocationFailed(5, "told to give up");
    }
    if (places.containsAll(nodes)) {
      return new UnassignedReason.TooFewNodes(nodes.size());
    }
    return awaited.isPresent()
        ? FakeSearchCluster.waitsForNode()
        : new UnassignedReason.NodesDrained(List.copyOf(draining));
  }
}
