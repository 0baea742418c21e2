package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.release.cluster.ClusterCare;
import dev.slipway.release.cluster.NodeOwner;
import dev.slipway.service.SiteRecord;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The search cluster that a verb is about. */
final class ClusterSubject {
  @Parameters(
      arity = "0..1",
      paramLabel = "SITE",
      description = {
        "Whose cluster, or a cluster's own name: it may have no master yet.",
        "Default: the current site's."
      })
  private Optional<String> name = Optional.empty();

  /** Whatever it is: the cluster of a site, the one search node of a single server. */
  ClusterCare care(OpenEstate estate) {
    var rule = estate.estate().rules().gates().tooFewNodes();
    return named(estate)
        .filter(owner -> owner.cluster().site().isEmpty())
        .map(
            owner ->
                new ClusterCare(
                    owner.cluster().name(), owner.cluster().nodes(), owner.search(), rule))
        .orElseGet(
            () -> {
              SiteRecord site = site(estate);
              return ClusterCare.of(site, estate.services().search(site), rule);
            });
  }

  /** One that has data nodes. */
  NodeOwner owner(OpenEstate estate) {
    return named(estate).orElseGet(() -> NodeOwner.of(estate.services(), site(estate)));
  }

  private Optional<NodeOwner> named(OpenEstate estate) {
    return name.flatMap(cluster -> NodeOwner.named(estate.services(), cluster));
  }

  /** The site of that name, or whose cluster has it. */
  private SiteRecord site(OpenEstate estate) {
    return Verb.site(estate, named(estate).flatMap(owner -> owner.cluster().site()).or(() -> name));
  }
}
