package dev.slipway.provider;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.node.DataManifest;
import dev.slipway.node.HostName;
import dev.slipway.node.Manifest;
import dev.slipway.node.ManifestDraft;
import dev.slipway.node.ServerManifest;
import dev.slipway.node.ServerTemplate;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Provider;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sites whose servers are known by their manifests: what is launched where is all that differs
 * between such providers.
 */
public class ManifestProvider implements Provider {
  private final ServerPlaces places;
  private final ManifestDraft draft;
  private final ManifestClusters clusters;

  protected ManifestProvider(ServerPlaces places, ServerTemplate template) {
    this.places = places;
    this.draft = new ManifestDraft(template);
    this.clusters = new ManifestClusters(places, draft);
  }

  @Override
  public final List<SiteRecord> sites() {
    KnownServers known = places.known();
    return known.masters().stream().map(master -> record(known, master)).toList();
  }

  @Override
  public final Optional<SiteRecord> find(String name) {
    KnownServers known = places.known();
    return known.findMaster(name).map(master -> record(known, master));
  }

  /** The manifest of a site's master, for who must know where its files are. */
  public final Optional<Manifest> manifest(String name) {
    return places.known().findMaster(name);
  }

  @Override
  public final void check(SiteRequest request) {
    places.check(drafted(request));
  }

  @Override
  public final SiteRecord launch(SiteRequest request, Duration deadline, Consumer<String> log) {
    Manifest master;
    try (var _ = places.turn()) {
      master = drafted(request);
      places.write(master);
    }
    places.up(all(places.known(), master), deadline, log);
    return find(request.name()).orElseGet(() -> record(places.known(), master));
  }

  @Override
  public final void assign(String name, SiteRole role) {
    try (var _ = places.turn()) {
      places.write(master(places.known(), name).as(role));
    }
  }

  /** The master first: who asks before who answers. */
  @Override
  public final void stop(String name) {
    KnownServers known = places.known();
    stop(known, master(known, name));
  }

  private void stop(KnownServers known, Manifest master) {
    places.down(List.of(master));
    places.down(data(known, master));
  }

  /**
   * Half a site must not be taken for one that can be launched. The master is retired last, because
   * it knows which data nodes are the site's.
   */
  @Override
  public final void terminate(String name) {
    KnownServers known = places.known();
    Optional<Manifest> master = known.findMaster(name);
    if (master.isPresent()) {
      stop(known, master.get());
      try (var _ = places.turn()) {
        data(known, master.get()).forEach(places::retire);
        places.retire(master.get());
      }
    }
    places.deleteRetired();
  }

  @Override
  public final List<ClusterRecord> clusters() {
    return clusters.all();
  }

  @Override
  public final ClusterRecord launchCluster(
      ClusterRequest request, Duration deadline, Consumer<String> log) {
    return clusters.launch(request, deadline, log);
  }

  @Override
  public final void checkCluster(ClusterRequest request) {
    clusters.check(request);
  }

  @Override
  public final void terminateNodes(List<String> names) {
    clusters.terminate(names);
  }

  private static SiteRecord record(KnownServers known, Manifest master) {
    return master.record(
        master.cluster().flatMap(cluster -> ManifestClusters.find(known, cluster)));
  }

  private static List<DataManifest> data(KnownServers known, Manifest master) {
    return master.cluster().map(known::nodes).orElse(List.of());
  }

  private static List<ServerManifest> all(KnownServers known, Manifest master) {
    List<ServerManifest> all = new ArrayList<>(data(known, master));
    all.add(master);
    return all;
  }

  /** The site that was launched as this request asks, or would be. */
  private Manifest drafted(SiteRequest request) {
    HostName.check(request.name());
    KnownServers known = places.known();
    return existing(known, request).orElseGet(() -> draft(known, request));
  }

  private Manifest draft(KnownServers known, SiteRequest request) {
    List<Endpoint> seeds =
        request.cluster().map(cluster -> joinable(known, cluster)).orElse(List.of());
    return draft.of(request, places.address(request.name(), known.addresses()), seeds);
  }

  /** Two sites in one cluster would write into each other's index. */
  private static List<Endpoint> joinable(KnownServers known, String cluster) {
    known
        .master(cluster)
        .ifPresent(
            other -> {
              throw new SlipwayException(
                  ErrorCode.NAME_TAKEN,
                  "cluster %s is site %s's".formatted(cluster, other.identity().site()),
                  "launch data nodes under another cluster name for this site");
            });
    List<DataManifest> nodes = known.nodes(cluster);
    if (nodes.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.CLUSTER_UNKNOWN,
          "there is no cluster %s to join".formatted(cluster),
          "the data nodes come first: slipway deploy --elasticsearch yes --cluster-name "
              + "%s --cluster-size N, then the master".formatted(cluster));
    }
    return nodes.stream().map(DataManifest::transport).toList();
  }

  private static Optional<Manifest> existing(KnownServers known, SiteRequest request) {
    Optional<ServerManifest> existing = known.find(request.name());
    existing.ifPresent(server -> refuseAnother(server, request));
    return existing.map(Manifest.class::cast);
  }

  private static void refuseAnother(ServerManifest existing, SiteRequest request) {
    boolean same =
        existing instanceof Manifest master
            && master.commit().equals(request.commit())
            && master.cluster().equals(request.cluster());
    if (!same) {
      throw new SlipwayException(
          ErrorCode.NAME_TAKEN,
          "there is %s already: %s (%s)"
              .formatted(request.name(), existing.words(), existing.commit()),
          "choose another name, or terminate that one first");
    }
  }

  private static Manifest master(KnownServers known, String name) {
    return known
        .findMaster(name)
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.SITE_UNKNOWN,
                    "there is no site " + name,
                    "the sites are "
                        + known.masters().stream().map(site -> site.identity().site()).toList()));
  }
}
