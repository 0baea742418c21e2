package dev.slipway.release;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the user asked for.
 *
 * @param version the release's name and its id in the journal: {@code v42} or {@code v42.1}
 * @param profile whose traffic moves
 * @param candidate the name of the site that it moves to
 * @param testSite whether a test site is launched beside it
 * @param dataNodes of the candidate; empty for a single server
 * @param testDataNodes of the test site, in a cluster of its own; empty for a single server
 * @param fullIndex whether the candidate's index is built from nothing, even if a copy would do
 */
public record ReleaseRequest(
    String version,
    String profile,
    String candidate,
    boolean testSite,
    Optional<DataNodes> dataNodes,
    Optional<DataNodes> testDataNodes,
    boolean fullIndex) {
  private static final Pattern VERSION = Pattern.compile("v[0-9]+(\\.[0-9]+)*");
  private static final Pattern MAJOR = Pattern.compile("v[0-9]+");

  public ReleaseRequest {
    if (!VERSION.matcher(version).matches()) {
      throw usage("'%s' is not a version".formatted(version), "versions look like v42 or v42.1");
    }
    if (testDataNodes.isPresent() && !testSite) {
      throw usage("data nodes of a test site, and no test site", "add --test-site");
    }
    if (dataNodes.isPresent() && cluster(dataNodes).equals(cluster(testDataNodes))) {
      throw usage(
          "cluster %s would be both sites'".formatted(dataNodes.get().cluster()),
          "two sites in one cluster write into each other's index: give the test site its own");
    }
  }

  private static Optional<String> cluster(Optional<DataNodes> nodes) {
    return nodes.map(DataNodes::cluster);
  }

  private static SlipwayException usage(String what, String hint) {
    return new SlipwayException(ErrorCode.USAGE, what, hint);
  }

  /** To a site that is named after the version: {@code v42-b}. */
  public ReleaseRequest(String version, String profile) {
    this(version, profile, site(version, "b"), false, Optional.empty(), Optional.empty(), false);
  }

  /** The same to another site, which has no data nodes. */
  ReleaseRequest to(String site) {
    return new ReleaseRequest(
        version, profile, site, testSite, Optional.empty(), testDataNodes, fullIndex);
  }

  /** The same with a test site. */
  public ReleaseRequest withTestSite() {
    return new ReleaseRequest(
        version, profile, candidate, true, dataNodes, testDataNodes, fullIndex);
  }

  /**
   * The same to a site with data nodes.
   *
   * @param name of their cluster; empty for that of the site
   */
  public ReleaseRequest withDataNodes(Optional<String> name, int size) {
    DataNodes nodes = DataNodes.of(candidate, name, size);
    return new ReleaseRequest(
        version, profile, candidate, testSite, Optional.of(nodes), testDataNodes, fullIndex);
  }

  /** The same with data nodes for the test site. */
  public ReleaseRequest withTestDataNodes(Optional<String> name, int size) {
    DataNodes nodes = DataNodes.of(testName(), name, size);
    return new ReleaseRequest(
        version, profile, candidate, testSite, dataNodes, Optional.of(nodes), fullIndex);
  }

  /** What is to be known of its clusters before it is run. */
  public List<String> advice(int replicas) {
    return Stream.concat(dataNodes.stream(), testDataNodes.stream())
        .map(nodes -> new ClusterAdvice(nodes.cluster(), nodes.size(), true, replicas))
        .flatMap(advice -> advice.lines().stream())
        .toList();
  }

  /** The same with a full index. */
  public ReleaseRequest withFullIndex() {
    return new ReleaseRequest(
        version, profile, candidate, testSite, dataNodes, testDataNodes, true);
  }

  /** The test site's name: {@code v42-test}. */
  public String testName() {
    return site(version, "test");
  }

  private static String site(String version, String suffix) {
    return version.replace('.', '-') + "-" + suffix;
  }

  /** The annotated tag, as the procedure names it: {@code v42.0} for v42. */
  public String tag() {
    return MAJOR.matcher(version).matches() ? version + ".0" : version;
  }

  /** What its way back is called in the journal: {@code v42-rollback}. */
  public String rollback() {
    return version + "-rollback";
  }
}
