package dev.slipway.cli;

import dev.slipway.OpenEstate;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the sites. */
@Command(
    name = "list",
    description = "List the sites of all profiles, and data nodes that no master has joined.%n",
    footer = {"", "Example:", "  slipway site list"})
final class SiteList extends Verb {
  @Mixin private Output output;

  SiteList(Tools tools) {
    super(tools);
  }

  /**
   * What there is.
   *
   * @param withoutMaster clusters of data nodes only
   */
  private record Sites(List<SiteRecord> sites, List<ClusterRecord> withoutMaster) {}

  @Override
  void run(OpenEstate estate) {
    Provider provider = estate.services().provider();
    List<ClusterRecord> lone =
        provider.clusters().stream().filter(cluster -> cluster.site().isEmpty()).toList();
    Sites sites = new Sites(provider.sites(), lone);
    output.print(screen(), sites, () -> new SiteTables(estate.services()).of(sites.sites(), lone));
  }
}
