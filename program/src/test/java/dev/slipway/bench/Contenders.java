package dev.slipway.bench;

import dev.slipway.bench.PatroniCluster.Pace;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The contenders of one run, their servers started. */
final class Contenders {
  static final String SLIPWAY = "slipway";
  static final String LIMIT = "limit";
  static final String PATRONI_DEFAULT = "patroniDefault";
  static final String PATRONI = "patroni";
  static final String PATRONI_HAPROXY = "patroniHaproxy";

  private Contenders() {}

  /** Those that are wanted; Patroni's cluster is there only when one of them needs it. */
  static List<Contender> start(Set<String> wanted, Slipway slipway, Limit limit, Started started) {
    List<Contender> all = new ArrayList<>(List.of(slipway, limit));
    if (wanted.stream().anyMatch(name -> name.startsWith(PATRONI))) {
      PatroniCluster cluster = new PatroniCluster(started);
      all.add(Patroni.multiHost(PATRONI_DEFAULT, cluster, Pace.DEFAULT));
      all.add(Patroni.multiHost(PATRONI, cluster, Pace.TUNED));
      all.add(Patroni.behind(new HaProxy(cluster, started), PATRONI_HAPROXY, cluster, Pace.TUNED));
    }
    all.removeIf(contender -> !wanted.contains(contender.name()));
    return all;
  }
}
