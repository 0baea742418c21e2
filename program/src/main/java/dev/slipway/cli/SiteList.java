package dev.slipway.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.slipway.OpenEstate;
import dev.slipway.release.Services;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.DatabaseRole;
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
  private record Sites(List<Listed> sites, List<ClusterRecord> withoutMaster) {}

  /** A site, and what its database is by now. */
  record Listed(@JsonUnwrapped SiteRecord site, DatabaseRole databaseRole) {}

  @Override
  void run(OpenEstate estate) {
    Provider provider = estate.services().provider();
    List<ClusterRecord> lone =
        provider.clusters().stream().filter(cluster -> cluster.site().isEmpty()).toList();
    List<Listed> sites =
        provider.sites().stream().map(site -> listed(estate.services(), site)).toList();
    output.print(screen(), new Sites(sites, lone), () -> SiteTables.of(sites, lone));
  }

  private static Listed listed(Services services, SiteRecord site) {
    return new Listed(site, services.database(site).status().role());
  }
}
