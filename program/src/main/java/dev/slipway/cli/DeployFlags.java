package dev.slipway.cli;

import dev.slipway.config.Estate;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.release.SiteLaunch;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the flags of {@code deploy} ask for together. Pure.
 *
 * @param role empty when none was named, which makes a site a demo
 * @param dataNodes whether data nodes are launched, and no master
 * @param nodeName of a single data node
 */
record DeployFlags(
    Optional<SiteRole> role,
    Optional<String> name,
    boolean dataNodes,
    Optional<String> nodeName,
    Optional<String> clusterName,
    Optional<Integer> clusterSize,
    String profile) {

  private record Rule(boolean broken, String message, String hint) {}

  /**
   * @throws SlipwayException {@code USAGE} for flags that make no sense together, each combination
   *     with a sentence of its own
   */
  void check() {
    rules().stream()
        .filter(Rule::broken)
        .findFirst()
        .ifPresent(
            rule -> {
              throw new SlipwayException(ErrorCode.USAGE, rule.message(), rule.hint());
            });
  }

  private List<Rule> rules() {
    return List.of(
        new Rule(
            clusterSize.filter(size -> size < 1).isPresent(),
            "--cluster-size %d: a cluster has at least one data node".formatted(size()),
            "three hold two copies of everything while one of them is replaced"),
        new Rule(
            dataNodes && role.isPresent(),
            "data nodes have no role, so --%s does not go with --elasticsearch yes"
                .formatted(role.map(SiteRole::word).orElse("")),
            "give it to the master, which is launched after them with the same --cluster-name"),
        new Rule(
            dataNodes && clusterName.isEmpty(),
            "--elasticsearch yes needs --cluster-name: data nodes and master find each other by it",
            "for example --cluster-name v42-cluster"),
        new Rule(
            dataNodes && clusterSize.isEmpty() && nodeName.isEmpty(),
            "--elasticsearch yes needs --cluster-size: how many data nodes",
            "for example --cluster-size 3; or --node-name NAME for a single one"),
        new Rule(
            nodeName.isPresent() && !dataNodes,
            "--node-name is of a data node and needs --elasticsearch yes",
            "a master is named by --name"),
        new Rule(
            nodeName.isPresent() && size() > 1,
            "--node-name names one data node, and --cluster-size asks for %d".formatted(size()),
            "name several with --name: NAME1, NAME2, ..."),
        new Rule(
            nodeName.isPresent() && name.isPresent(),
            "--name and --node-name both name the data node",
            "use one of them"),
        new Rule(
            role.filter(SiteRole::ofProduction).isPresent() && !profile.equals(Estate.PRODUCTION),
            "the %s site is of profile %s, whose traffic a release moves, not of %s"
                .formatted(role.map(SiteRole::word).orElse(""), Estate.PRODUCTION, profile),
            "leave --profile-name out, or launch a test site or a demo"));
  }

  /** Whether it is the site that the estate begins with, whose database follows none. */
  boolean first() {
    return role.filter(SiteRole.CURRENT::equals).isPresent();
  }

  private int size() {
    return clusterSize.orElse(1);
  }

  /** The data nodes by themselves. */
  ClusterRequest nodes(String revision, String commit) {
    String cluster = clusterName.orElseThrow();
    String stem = name.orElseGet(() -> ClusterRequest.stemOf(cluster));
    List<String> names =
        nodeName
            .or(() -> name.filter(given -> size() == 1))
            .map(List::of)
            .orElseGet(() -> ClusterRequest.numbered(stem, size()));
    return new ClusterRequest(cluster, names, revision, commit);
  }

  /** The master by itself; named after its revision and role when it was given no name. */
  SiteRequest single(String revision, String commit, Optional<SiteRecord> follow) {
    SiteRole wanted = role.orElse(SiteRole.DEMO);
    return new SiteRequest(
        name.orElseGet(() -> nameOf(revision, wanted)), wanted, revision, commit, follow);
  }

  private static String nameOf(String revision, SiteRole role) {
    String suffix = role.ofProduction() ? "b" : role.word();
    String plain = revision.replaceFirst("\\.0$", "").toLowerCase(Locale.ROOT);
    return plain.replaceAll("[^a-z0-9]+", "-") + "-" + suffix;
  }

  /** The site, with its data nodes when a size was given. */
  SiteLaunch site(SiteRequest single) {
    if (clusterSize.isPresent()) {
      String cluster = clusterName.orElseGet(() -> ClusterRequest.nameFor(single.name()));
      return SiteLaunch.clustered(single, cluster, clusterSize.get());
    }
    return new SiteLaunch(clusterName.map(single::joining).orElse(single), Optional.empty());
  }
}
