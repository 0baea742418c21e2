package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.ClusterStatus;
import dev.slipway.service.ClusterStatus.Copy;
import dev.slipway.service.ClusterStatus.Member;
import dev.slipway.service.SearchCluster;
import dev.slipway.service.UnassignedReason;
import dev.slipway.service.UnassignedShard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A search cluster in memory: one shard an index, and copies that are where they belong at once.
 * When it lies, it is green whatever is the matter, and nothing is on any node.
 */
public final class FakeSearchCluster implements SearchCluster {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Mishaps mishaps = new Mishaps();
  private final Set<String> nodes = new TreeSet<>(Set.of("n1"));
  private final Map<String, FakeIndex> indices = new TreeMap<>();
  private final Set<String> draining = new TreeSet<>();
  private final Set<String> withdrawn = new TreeSet<>();
  private final Map<String, Optional<String>> waits = new TreeMap<>();
  private Optional<Map<String, Optional<String>>> waitsBefore = Optional.empty();
  private int missingVoters;
  private boolean stuck;

  public Mishaps mishaps() {
    return mishaps;
  }

  /** So many data nodes, n1 and so on. */
  public void nodes(int count) {
    nodes(IntStream.rangeClosed(1, count).mapToObj(number -> "n" + number).toList());
  }

  /** These data nodes, and no others, none of them lost. */
  public synchronized void nodes(Collection<String> now) {
    nodes.clear();
    nodes.addAll(now);
    settle();
  }

  public synchronized void join(String node) {
    if (nodes.add(node)) {
      missingVoters = Math.max(0, missingVoters - 1);
    }
    settle();
  }

  /** A node is gone, and what only it held is lost. */
  public synchronized void leave(String node) {
    if (nodes.remove(node)) {
      missingVoters += withdrawn.contains(node) ? 0 : 1;
      indices.values().forEach(index -> index.leave(node));
      settle();
    }
  }

  /** An index whose only copy is gone, as after a node that nobody replaced. */
  public synchronized void loseIndex(String name) {
    createIndex(name, 0);
    FakeIndex index = indices.get(name);
    List.copyOf(index.places()).forEach(index::leave);
  }

  /** Copies stay where they are from now on, or move again. */
  public synchronized void stuck(boolean now) {
    stuck = now;
    settle();
  }

  /** It gave up on the copies of that index beside the primary one. */
  public synchronized void giveUp(String index) {
    indices.get(index).giveUp();
  }

  public synchronized void createIndex(String name, int copies) {
    indices.put(name, new FakeIndex(copies));
    waits.put(name, Optional.empty());
    settle();
  }

  public synchronized void deleteIndex(String name) {
    indices.remove(name);
    waits.remove(name);
  }

  public synchronized void wait(String index, Optional<String> time) {
    waits.put(index, time);
  }

  public synchronized Optional<String> wait(String index) {
    return waits.get(index);
  }

  private void settle() {
    if (!stuck) {
      boolean atOnce = waitsBefore.isPresent();
      indices.values().forEach(index -> index.settle(nodes, draining, atOnce));
    }
  }

  @Override
  public synchronized ClusterHealth health() {
    mishaps.strike("health");
    List<UnassignedShard> homeless = mishaps.lying() ? List.of() : homeless();
    boolean lost = homeless.stream().anyMatch(UnassignedShard::primary);
    Color color = lost ? Color.RED : homeless.isEmpty() ? Color.GREEN : Color.YELLOW;
    int active = indices.values().stream().mapToInt(index -> index.places().size()).sum();
    return new ClusterHealth(
        color, nodes.size(), nodes.size(), active, 0, homeless.size(), homeless);
  }

  private List<UnassignedShard> homeless() {
    List<UnassignedShard> homeless = new ArrayList<>();
    indices.forEach(
        (name, index) -> {
          for (int copy = index.places().size(); copy <= index.replicas(); copy++) {
            UnassignedReason reason = index.reason(copy, nodes, draining);
            boolean left = reason instanceof UnassignedReason.WaitsForNode;
            homeless.add(new UnassignedShard(name, 0, copy == 0, left, Optional.empty(), reason));
          }
        });
    return homeless;
  }

  /** The deadline is over at once. */
  @Override
  public synchronized ClusterHealth awaitHealth(Color least, Duration deadline) {
    ClusterHealth health = health();
    if (health.color().compareTo(least) > 0) {
      throw new SlipwayException(
          ErrorCode.SEARCH_UNHEALTHY, "it is " + health.color() + ": " + health.unassigned(), "");
    }
    return health;
  }

  @Override
  public synchronized ClusterStatus status() {
    mishaps.strike("status");
    Map<String, Integer> replicas = new TreeMap<>();
    indices.forEach((name, index) -> replicas.put(name, index.replicas()));
    return new ClusterStatus(
        nodes.stream().map(node -> new Member(node, true, true)).toList(),
        mishaps.lying() ? List.of() : copies(),
        replicas,
        missingVoters,
        draining,
        !withdrawn.isEmpty(),
        waitsBefore.isPresent());
  }

  private List<Copy> copies() {
    List<Copy> copies = new ArrayList<>();
    indices.forEach(
        (name, index) -> {
          for (int copy = 0; copy <= index.replicas(); copy++) {
            Optional<String> place = index.place(copy);
            copies.add(new Copy(name, 0, copy == 0, place.isPresent(), place));
          }
        });
    return copies;
  }

  @Override
  public synchronized int setReplicas(int wanted) {
    mishaps.strike("setReplicas");
    int possible = Math.clamp(wanted, 0, nodes.size() - 1);
    indices.values().forEach(index -> index.replicas(possible));
    settle();
    return possible;
  }

  @Override
  public synchronized void flush() {
    mishaps.strike("flush");
  }

  @Override
  public synchronized void retryFailed() {
    mishaps.strike("retryFailed");
    indices.values().forEach(FakeIndex::tryAgain);
    settle();
  }

  @Override
  public synchronized void drain(String node) {
    mishaps.strike("drain");
    draining.add(node);
    settle();
  }

  @Override
  public synchronized void endDrain(String node) {
    mishaps.strike("endDrain");
    draining.remove(node);
    settle();
  }

  @Override
  public synchronized void withdrawVote(String node) {
    mishaps.strike("withdrawVote");
    if (nodes.contains(node)) {
      withdrawn.add(node);
    }
  }

  @Override
  public synchronized void restoreVotes() {
    mishaps.strike("restoreVotes");
    withdrawn.clear();
  }

  @Override
  public synchronized void placeAtOnce() {
    mishaps.strike("placeAtOnce");
    waitsBefore = waitsBefore.or(() -> Optional.of(new TreeMap<>(waits)));
    waits.replaceAll((index, wait) -> Optional.of("0s"));
    settle();
  }

  @Override
  public synchronized void placeLater() {
    mishaps.strike("placeLater");
    waitsBefore.ifPresent(
        before -> waits.replaceAll((index, wait) -> before.getOrDefault(index, wait)));
    waitsBefore = Optional.empty();
  }

  static UnassignedReason waitsForNode() {
    return new UnassignedReason.WaitsForNode(PATIENCE);
  }
}
