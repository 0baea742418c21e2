package dev.slipway.cli;

import dev.slipway.config.Estate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.ReleaseRequest;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is released, for the verbs that plan or start it. */
final class ReleaseOptions {
  @Parameters(paramLabel = "VERSION", description = "What to release: v42 or v42.1")
  private String version;

  @Mixin private ClusterOptions cluster;

  @Option(names = "--test-site", description = "Launch a test site beside the candidate, too.")
  private boolean testSite;

  @Option(
      names = "--test-cluster-name",
      paramLabel = "NAME",
      description = "Of the test site's own search cluster. Default: that of its name.")
  private Optional<String> testCluster = Optional.empty();

  @Option(
      names = "--test-cluster-size",
      paramLabel = "N",
      description = "Data nodes to launch for the test site.")
  private Optional<Integer> testSize = Optional.empty();

  @Option(
      names = "--full-index",
      description = {
        "Build the candidate's index from nothing, even if a copy of the current site's would do"
            + " (same mapping, same form of documents)."
      })
  private boolean fullIndex;

  /**
   * The request that the options come to.
   *
   * @throws SlipwayException {@code USAGE}, each combination with a sentence of its own
   */
  private ReleaseRequest request() {
    requireSize("--cluster", cluster.name(), cluster.size());
    requireSize("--test-cluster", testCluster, testSize);
    ReleaseRequest named = new ReleaseRequest(version, Estate.PRODUCTION);
    ReleaseRequest plain = fullIndex ? named.withFullIndex() : named;
    ReleaseRequest sites = testSite ? plain.withTestSite() : plain;
    ReleaseRequest clustered =
        cluster.size().map(size -> sites.withDataNodes(cluster.name(), size)).orElse(sites);
    return testSize.map(size -> clustered.withTestDataNodes(testCluster, size)).orElse(clustered);
  }

  /** The request, with what is to be known of its clusters said first. */
  ReleaseRequest request(Screen screen, Estate estate) {
    ReleaseRequest request = request();
    request
        .advice(estate.production().search().replicas())
        .forEach(line -> screen.note("note: " + line));
    return request;
  }

  private static void requireSize(String flag, Optional<String> name, Optional<Integer> size) {
    if (name.isPresent() && size.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.USAGE,
          "%s-name %s needs %s-size: how many data nodes".formatted(flag, name.get(), flag),
          "for example %s-size 3; data nodes that run already are found again".formatted(flag));
    }
  }
}
