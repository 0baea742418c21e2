package dev.slipway.provider.local;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Runner;
import dev.slipway.node.DataManifest;
import dev.slipway.node.HostName;
import dev.slipway.node.Manifest;
import dev.slipway.node.ManifestDraft;
import dev.slipway.node.NodeUp;
import dev.slipway.node.ServerManifest;
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
 * Sites as real processes on loopback addresses of this machine. A server has an address and a
 * manifest, which is the only record of it.
 */
public final class LocalProvider implements Provider {
  private final LocalSettings settings;
  private final ManifestStore manifests;
  private final LocalServers servers;
  private final LocalClusters clusters;
  private final Turn turn;

  public LocalProvider(LocalSettings settings, Runner runner, Daemons daemons) {
    this.settings = settings;
    this.manifests = new ManifestStore(settings.state());
    this.servers = new LocalServers(runner, daemons);
    this.turn = new Turn(settings.state());
    this.clusters = new LocalClusters(settings, manifests, servers, turn);
  }

  @Override
  public List<SiteRecord> sites() {
    return manifests.masters().stream().map(this::record).toList();
  }

  @Override
  public Optional<SiteRecord> find(String name) {
    return manifest(name).map(this::record);
  }

  /** The manifest of a site's master, for who must know where its files are. */
  public Optional<Manifest> manifest(String name) {
    return manifests.find(name).filter(Manifest.class::isInstance).map(Manifest.class::cast);
  }

  @Override
  public void check(SiteRequest request) {
    NodeUp.check(existing(request).orElseGet(() -> draft(request)));
  }

  @Override
  public SiteRecord launch(SiteRequest request, Duration deadline, Consumer<String> log) {
    Manifest master;
    try (var _ = turn.take()) {
      master = existing(request).orElseGet(() -> draft(request));
      manifests.write(master);
    }
    servers.up(all(master), deadline, log);
    return find(request.name()).orElseGet(() -> record(master));
  }

  @Override
  public void assign(String name, SiteRole role) {
    try (var _ = turn.take()) {
      manifests.write(master(name).as(role));
    }
  }

  /** The master first: who asks before who answers. */
  @Override
  public void stop(String name) {
    Manifest master = master(name);
    servers.down(List.of(master));
    servers.down(data(master));
  }

  /**
   * Under other names first: half a site must not be taken for one that can be launched. The master
   * last, because it knows which data nodes are the site's.
   */
  @Override
  public void terminate(String name) {
    Optional<Manifest> master = manifest(name);
    if (master.isPresent()) {
      stop(name);
      try (var _ = turn.take()) {
        data(master.get()).forEach(node -> manifests.retire(node.server()));
        manifests.retire(name);
      }
    }
    manifests.deleteRetired();
  }

  @Override
  public List<ClusterRecord> clusters() {
    return clusters.all();
  }

  @Override
  public ClusterRecord launchCluster(
      ClusterRequest request, Duration deadline, Consumer<String> log) {
    return clusters.launch(request, deadline, log);
  }

  @Override
  public void checkCluster(ClusterRequest request) {
    clusters.check(request);
  }

  @Override
  public void terminateNodes(List<String> names) {
    clusters.terminate(names);
  }

  private SiteRecord record(Manifest master) {
    return master.record(master.cluster().flatMap(clusters::find));
  }

  private List<DataManifest> data(Manifest master) {
    return master.cluster().map(manifests::nodes).orElse(List.of());
  }

  private List<ServerManifest> all(Manifest master) {
    List<ServerManifest> all = new ArrayList<>(data(master));
    all.add(master);
    return all;
  }

  private Manifest draft(SiteRequest request) {
    String address = new Addresses(settings.addresses()).free(manifests.addresses());
    List<Endpoint> seeds = request.cluster().map(this::joinable).orElse(List.of());
    return new ManifestDraft(settings.template()).of(request, address, seeds);
  }

  /** Two sites in one cluster would write into each other's index. */
  private List<Endpoint> joinable(String cluster) {
    manifests
        .master(cluster)
        .ifPresent(
            other -> {
              throw new SlipwayException(
                  ErrorCode.NAME_TAKEN,
                  "cluster %s is site %s's".formatted(cluster, other.identity().site()),
                  "launch data nodes under another cluster name for this site");
            });
    List<DataManifest> nodes = manifests.nodes(cluster);
    if (nodes.isEmpty()) {
      throw new SlipwayException(
          ErrorCode.CLUSTER_UNKNOWN,
          "there is no cluster %s to join".formatted(cluster),
          "the data nodes come first: slipway deploy --elasticsearch yes --cluster-name "
              + "%s --cluster-size N, then the master".formatted(cluster));
    }
    return nodes.stream().map(DataManifest::transport).toList();
  }

  /** The site that was launched as this request asks; empty when there is none of its name. */
  private Optional<Manifest> existing(SiteRequest request) {
    HostName.check(request.name());
    Optional<ServerManifest> existing = manifests.find(request.name());
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

  private Manifest master(String name) {
    return manifest(name)
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.SITE_UNKNOWN,
                    "there is no site " + name,
                    "the sites are " + sites().stream().map(SiteRecord::name).toList()));
  }
}
