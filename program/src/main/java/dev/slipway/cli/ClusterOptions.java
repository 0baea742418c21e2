package dev.slipway.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every verb that launches a search cluster. */
final class ClusterOptions {
  @Option(
      names = "--cluster-name",
      paramLabel = "NAME",
      description = "Of the search cluster; its servers find each other by it.")
  private Optional<String> name = Optional.empty();

  @Option(names = "--cluster-size", paramLabel = "N", description = "Data nodes to launch.")
  private Optional<Integer> size = Optional.empty();

  Optional<String> name() {
    return name;
  }

  Optional<Integer> size() {
    return size;
  }
}
