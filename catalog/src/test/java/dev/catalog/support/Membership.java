package dev.catalog.support;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a search node is to its cluster.
 *
 * @param data whether it holds data; one that does not only coordinates
 * @param transports ports of the nodes that form the cluster
 */
record Membership(String cluster, boolean data, List<Integer> transports) {
  private static final int BEFORE = 3;

  /** A node that is a cluster by itself. */
  static Membership alone(int transportPort) {
    return new Membership("test-" + transportPort, true, List.of(transportPort));
  }

  /** As the arguments of a process, the first ones of which are not about this. */
  static Membership of(String... arguments) {
    var ports = IntStream.range(BEFORE + 2, arguments.length);
    return new Membership(
        arguments[BEFORE],
        Boolean.parseBoolean(arguments[BEFORE + 1]),
        ports.mapToObj(at -> Integer.valueOf(arguments[at])).toList());
  }

  Stream<String> arguments() {
    return Stream.concat(
        Stream.of(cluster, String.valueOf(data)), transports.stream().map(String::valueOf));
  }

  List<String> roles() {
    return data ? List.of("cluster_manager", "data", "ingest") : List.of();
  }

  List<String> founders() {
    return data ? transports.stream().map(port -> "test-" + port).toList() : List.of();
  }

  List<String> seeds() {
    return transports.stream().map(port -> "127.0.0.1:" + port).toList();
  }
}
