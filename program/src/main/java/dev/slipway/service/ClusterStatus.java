package dev.slipway.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which node of a search cluster holds what.
 *
 * @param members all nodes that are there now
 * @param copies of the shards of all indices
 * @param replicas copies beside the primary one, by index; without indices that look after
 *     themselves
 * @param missingVoters nodes with a vote in who manages the cluster that are not there
 * @param draining names of the nodes that give their copies away, there or not
 * @param votesWithdrawn whether some node was told not to vote
 * @param placesAtOnce whether copies of a node that left are made anew without waiting for it
 */
public record ClusterStatus(
    List<Member> members,
    List<Copy> copies,
    Map<String, Integer> replicas,
    int missingVoters,
    Set<String> draining,
    boolean votesWithdrawn,
    boolean placesAtOnce) {
  public ClusterStatus {
    members = List.copyOf(members);
    copies = List.copyOf(copies);
    replicas = Map.copyOf(replicas);
    draining = Set.copyOf(draining);
  }

  /**
   * A node.
   *
   * @param data whether it holds copies of shards
   * @param voter whether it may manage the cluster, and has a say in who does
   */
  public record Member(String name, boolean data, boolean voter) {}

  /**
   * A copy of a shard.
   *
   * @param started whether it has all documents and serves
   * @param node where it is; empty when it has no place
   */
  public record Copy(
      String index, int shard, boolean primary, boolean started, Optional<String> node) {
    String of() {
      return "shard %d of %s".formatted(shard, index);
    }
  }

  public boolean has(String node) {
    return members.stream().anyMatch(member -> member.name().equals(node));
  }

  /** Names of the nodes that hold data. */
  public Set<String> dataNodes() {
    return members.stream()
        .filter(Member::data)
        .map(Member::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Copies on a node, whole or not. */
  public long on(String node) {
    return copies.stream().filter(copy -> copy.node().filter(node::equals).isPresent()).count();
  }

  /** Shards of which no whole copy is left when that node is gone, in words. */
  public Set<String> lastCopiesWithout(String node) {
    Set<String> all = copies.stream().map(Copy::of).collect(Collectors.toCollection(TreeSet::new));
    copies.stream()
        .filter(Copy::started)
        .filter(copy -> copy.node().filter(node::equals).isEmpty())
        .map(Copy::of)
        .forEach(all::remove);
    return all;
  }

  /** The most copies beside the primary one that an index wants. */
  public int mostReplicas() {
    return replicas.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** The fewest copies beside the primary one that an index wants. */
  public int fewestReplicas() {
    return replicas.values().stream().mapToInt(Integer::intValue).min().orElse(0);
  }
}
