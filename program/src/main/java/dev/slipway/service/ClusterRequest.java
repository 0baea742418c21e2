package dev.slipway.service;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Data nodes to launch under one cluster name: a new cluster's, or more for one that exists.
 *
 * @param cluster its name
 * @param nodes names of their servers
 * @param revision tag, branch or commit that they are launched for
 */
public record ClusterRequest(String cluster, List<String> nodes, String revision, String commit) {
  private static final String CLUSTER = "-cluster";

  /** More names than these are given as the first and the last. */
  private static final int LISTED = 3;

  public ClusterRequest {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("cluster " + cluster + " needs a data node");
    }
  }

  /** What a site's cluster is called unless told otherwise: {@code v42-b-cluster}. */
  public static String nameFor(String site) {
    return site + CLUSTER;
  }

  /** What a cluster's data nodes are called, without their number: {@code v42-b-data}. */
  public static String stemOf(String cluster) {
    String site =
        cluster.endsWith(CLUSTER)
            ? cluster.substring(0, cluster.length() - CLUSTER.length())
            : cluster;
    return site + "-data";
  }

  /** The same, and those that are there. */
  public ClusterRequest with(List<String> others) {
    List<String> all = Stream.concat(nodes.stream(), others.stream()).distinct().toList();
    return new ClusterRequest(cluster, all, revision, commit);
  }

  /** In words: how many of which cluster, and which. */
  public String describe() {
    return describe(cluster, nodes);
  }

  /** {@code 5 data nodes of v42-cluster (v42-data1 to v42-data5)}. */
  public static String describe(String cluster, List<String> nodes) {
    String names =
        nodes.size() > LISTED
            ? "%s to %s".formatted(nodes.getFirst(), nodes.getLast())
            : String.join(", ", nodes);
    return "%d data node%s of %s (%s)"
        .formatted(nodes.size(), nodes.size() == 1 ? "" : "s", cluster, names);
  }

  /** {@code v42-b-data1}, {@code v42-b-data2}, … */
  public static List<String> numbered(String stem, int size) {
    return IntStream.rangeClosed(1, size).mapToObj(number -> stem + number).toList();
  }
}
