package dev.slipway.cli;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code deploy --teardown} ends: what {@code deploy} launched, and never what serves or is
 * the way back.
 *
 * @param words what will be gone, for who reads it
 * @param names of the servers
 */
record Teardown(String words, List<String> names, Runnable action) {
  private static final Set<SiteRole> KEPT = Set.of(SiteRole.CURRENT, SiteRole.FORMER);

  /**
   * A site with its data nodes, or the data nodes that no site has joined.
   *
   * @throws SlipwayException {@code SITE_UNKNOWN}, {@code CLUSTER_UNKNOWN}, {@code RELEASE_STATE}
   *     for a site that is not to be taken away, {@code USAGE} when neither is named
   */
  static Teardown of(Provider provider, Optional<String> site, Optional<String> cluster) {
    return site.map(name -> ofSite(provider, name))
        .or(() -> cluster.map(name -> ofCluster(provider, name)))
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.USAGE,
                    "--teardown needs --name SITE, or --cluster-name for data nodes alone",
                    "there is: "
                        + String.join(
                            ", ", provider.sites().stream().map(SiteRecord::name).toList())));
  }

  private static Teardown ofSite(Provider provider, String name) {
    SiteRecord site =
        provider
            .find(name)
            .orElseThrow(
                () ->
                    new SlipwayException(
                        ErrorCode.SITE_UNKNOWN,
                        "there is no site " + name,
                        "is it gone already? the sites are "
                            + provider.sites().stream().map(SiteRecord::name).toList()));
    if (KEPT.contains(site.role())) {
      throw new SlipwayException(
          ErrorCode.RELEASE_STATE,
          "%s is the %s site and is not taken away".formatted(name, site.role().word()),
          "only a candidate, a test site or a demo is; see `slipway site retire`");
    }
    List<String> servers = site.servers().stream().map(server -> server.name()).toList();
    return new Teardown(
        "%s, %s at %s, with its data: %s"
            .formatted(name, site.role().word(), site.version(), String.join(", ", servers)),
        servers,
        () -> provider.terminate(name));
  }

  private static Teardown ofCluster(Provider provider, String name) {
    ClusterRecord cluster =
        provider
            .cluster(name)
            .orElseThrow(
                () ->
                    new SlipwayException(
                        ErrorCode.CLUSTER_UNKNOWN, "there is no cluster " + name, ""));
    cluster
        .site()
        .ifPresent(
            site -> {
              throw new SlipwayException(
                  ErrorCode.RELEASE_STATE,
                  "the data nodes of %s are site %s's".formatted(name, site),
                  "take the site away: they go with it");
            });
    return new Teardown(
        "data nodes %s of %s".formatted(String.join(", ", cluster.nodes()), name),
        cluster.nodes(),
        () -> provider.terminateNodes(cluster.nodes()));
  }
}
