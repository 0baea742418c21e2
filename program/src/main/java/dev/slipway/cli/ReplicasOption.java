package dev.slipway.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** How many copies there are after data nodes were changed. */
final class ReplicasOption {
  @Option(
      names = "--replicas",
      paramLabel = "N",
      description = {
        "Copies beside the primary one afterwards.",
        "Default: the estate's, and no fewer than there are."
      })
  private Optional<Integer> replicas = Optional.empty();

  /** Empty when nobody said. */
  Optional<Integer> asked() {
    return replicas;
  }
}
