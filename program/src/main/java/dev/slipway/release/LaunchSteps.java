package dev.slipway.release;

import static dev.slipway.release.PlannedStep.step;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Application.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The steps of a plan that bring sites up: data nodes first, then the master that joins them. */
record LaunchSteps(ReleaseRequest request, World world) {
  private static final String SINGLE = "the site is a single server";
  private static final String NO_TEST_SITE = "no test site was asked for";

  /**
   * Data nodes that nobody would ask anything are a mistake.
   *
   * @throws SlipwayException {@code USAGE}
   */
  void check() {
    boolean clustered = request.dataNodes().or(request::testDataNodes).isPresent();
    if (clustered && world.lacks(Feature.SEARCH).isPresent()) {
      throw new SlipwayException(
          ErrorCode.USAGE,
          "data nodes of a search cluster were asked for, and " + world.lacks(Feature.SEARCH).get(),
          "leave --cluster-size and --test-cluster-size out; its descriptor says that it searches");
    }
  }

  List<PlannedStep> candidate() {
    String what =
        "%s at %s, its database a standby of %s"
            .formatted(request.candidate(), request.tag(), world.current().name());
    return List.of(
        cluster(request),
        step("launch-candidate", what + joining(request), List.of("R4", "R7", "R12")));
  }

  /** Before anything else is done to the candidate: its indexer has begun a full index. */
  PlannedStep seedIndex() {
    Optional<String> skip =
        request.fullIndex() ? Optional.of("a full index was asked for") : world.lacksSeed();
    return step(
        "seed-index",
        "the index of %s as a copy of %s's if both make the same; else why not"
            .formatted(request.candidate(), world.current().name()),
        List.of("R13"),
        skip);
  }

  /** The data nodes of the site that is to serve, on the way back too. */
  static PlannedStep cluster(ReleaseRequest request) {
    return step(
        "launch-cluster",
        describe(request.dataNodes()),
        List.of("R5", "R9"),
        single(request.dataNodes()));
  }

  static String joining(ReleaseRequest request) {
    return request.dataNodes().map(nodes -> ", joins " + nodes.cluster()).orElse("");
  }

  private static Optional<String> single(Optional<DataNodes> nodes) {
    return nodes.isPresent() ? Optional.empty() : Optional.of(SINGLE);
  }

  private static String describe(Optional<DataNodes> nodes) {
    return nodes.map(some -> some.describe() + ", beside each other").orElse("data nodes");
  }

  List<PlannedStep> testSite() {
    Optional<String> skip = request.testSite() ? Optional.empty() : Optional.of(NO_TEST_SITE);
    String what =
        "%s at %s, a promoted copy that archives nothing"
            .formatted(request.testName(), request.tag());
    List<PlannedStep> steps = new ArrayList<>();
    steps.add(testCluster(skip));
    steps.add(step("launch-test-site", what, List.of("R6"), skip));
    steps.add(
        step(
            "set-test-replicas",
            "copies of each index of %s as the profile says".formatted(request.testName()),
            List.of("R6"),
            skip.or(() -> single(request.testDataNodes())).or(() -> world.lacks(Feature.INDEXER))));
    for (String proxy : world.testProxies()) {
      steps.add(
          step(
              "switch-test-proxy:" + proxy,
              "the test upstream of proxy %s sends to %s".formatted(proxy, request.testName()),
              List.of("R6"),
              skip));
    }
    return steps;
  }

  private PlannedStep testCluster(Optional<String> skip) {
    Optional<DataNodes> nodes = request.testDataNodes();
    return step(
        "launch-test-cluster", describe(nodes), List.of("R6"), skip.or(() -> single(nodes)));
  }
}
