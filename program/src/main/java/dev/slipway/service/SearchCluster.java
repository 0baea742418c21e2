package dev.slipway.service;

import java.time.Duration;

/** The search cluster of a site. */
public interface SearchCluster {

  /**
   * @throws dev.slipway.error.SlipwayException {@code SEARCH_UNREACHABLE}
   */
  ClusterHealth health();

  /** Waits until the cluster is at least that healthy. */
  ClusterHealth awaitHealth(ClusterHealth.Color least, Duration deadline);

  /** Sets the copies of every index beside the primary one, clamped to what the nodes can hold. */
  int setReplicas(int replicas);
}
