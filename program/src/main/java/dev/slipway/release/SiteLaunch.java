package dev.slipway.release;

import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A site to launch, with the data nodes that are launched before it.
 *
 * @param site joins the cluster of the data nodes
 * @param nodes empty when it is a single server, or when they were launched by themselves
 */
public record SiteLaunch(SiteRequest site, Optional<ClusterRequest> nodes) {

  /** A site, and as many data nodes of its own cluster. */
  public static SiteLaunch clustered(SiteRequest site, String cluster, int size) {
    var names = ClusterRequest.numbered(ClusterRequest.stemOf(cluster), size);
    return new SiteLaunch(
        site.joining(cluster),
        Optional.of(new ClusterRequest(cluster, names, site.revision(), site.commit())));
  }

  /** Refuses what {@link #run} would refuse, before anything is done. */
  public void check(Provider provider) {
    nodes.ifPresent(provider::checkCluster);
    boolean nodesComeFirst = nodes.isPresent() && provider.cluster(nodes.get().cluster()).isEmpty();
    provider.check(nodesComeFirst ? site.alone() : site);
  }

  /**
   * Returns when all of it is up.
   *
   * @param deadline of the data nodes, and again of the site
   */
  public SiteRecord run(Provider provider, Duration deadline, Consumer<String> log) {
    nodes.ifPresent(request -> provider.launchCluster(request, deadline, log));
    return provider.launch(site, deadline, log);
  }
}
