package dev.slipway.service;

import java.time.Duration;

/**
 * The search cluster of a site. Every call may throw {@code SEARCH_UNREACHABLE} when no node
 * answers, and {@code SEARCH_UNHEALTHY} when the cluster refuses.
 */
public interface SearchCluster {

  /**
   * @throws dev.slipway.error.SlipwayException {@code SEARCH_UNREACHABLE}
   */
  ClusterHealth health();

  /** Waits until the cluster is at least that healthy. */
  ClusterHealth awaitHealth(ClusterHealth.Color least, Duration deadline);

  /** Which node holds what. */
  ClusterStatus status();

  /** Sets the copies of every index beside the primary one, clamped to what the nodes can hold. */
  int setReplicas(int replicas);

  /**
   * Puts on disk what was indexed: a copy that is made from now on is made of files, and not by
   * indexing every document once more.
   */
  void flush();

  /** Tries again to make the copies that the cluster gave up on. */
  void retryFailed();

  /**
   * The node gives its copies away and gets none until {@link #endDrain}; returns at once. Harmless
   * when it does already, or is not there.
   */
  void drain(String node);

  /** The node may hold copies again; harmless when it may. */
  void endDrain(String node);

  /**
   * The node has no say any more in who manages the cluster, and does not manage it: it can be
   * ended without an election. Harmless when it is not there.
   */
  void withdrawVote(String node);

  /** Every node has a say again. Only when those told to have none are gone. */
  void restoreVotes();

  /**
   * Copies of a node that left are made anew elsewhere at once, not after the time that its index
   * waits for the node to come back. Until {@link #placeLater}; survives the controller.
   */
  void placeAtOnce();

  /** Every index waits again for as long as it did before {@link #placeAtOnce}. */
  void placeLater();
}
