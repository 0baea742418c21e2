package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ClusterHealth;
import dev.slipway.service.ClusterHealth.Color;
import dev.slipway.service.SearchCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A search cluster in memory. When it lies, it is green whatever is the matter. */
public final class FakeSearchCluster implements SearchCluster {
  private final Mishaps mishaps = new Mishaps();
  private final Map<String, Integer> replicas = new TreeMap<>();
  private int nodes = 1;
  private boolean lostPrimary;

  public Mishaps mishaps() {
    return mishaps;
  }

  public synchronized void nodes(int now) {
    nodes = now;
  }

  /** A primary shard has no place any more, or has one again. */
  public synchronized void lostPrimary(boolean lost) {
    lostPrimary = lost;
  }

  public synchronized void createIndex(String name, int copies) {
    replicas.put(name, copies);
  }

  @Override
  public synchronized ClusterHealth health() {
    mishaps.strike("health");
    List<String> homeless =
        replicas.entrySet().stream()
            .filter(index -> index.getValue() >= nodes)
            .map(index -> "replica of shard 0 of " + index.getKey() + " has no place")
            .toList();
    Color color = lostPrimary ? Color.RED : homeless.isEmpty() ? Color.GREEN : Color.YELLOW;
    return mishaps.lying()
        ? new ClusterHealth(Color.GREEN, nodes, replicas.size(), List.of())
        : new ClusterHealth(color, nodes, replicas.size(), homeless);
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
  public synchronized int setReplicas(int wanted) {
    mishaps.strike("setReplicas");
    int possible = Math.clamp(wanted, 0, nodes - 1);
    replicas.replaceAll((index, copies) -> possible);
    return possible;
  }
}
