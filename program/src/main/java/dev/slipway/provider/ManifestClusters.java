package dev.slipway.provider;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.node.DataManifest;
import dev.slipway.node.HostName;
import dev.slipway.node.ManifestDraft;
import dev.slipway.node.ServerManifest;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.ClusterRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Data nodes whose manifests are the only record of them. */
record ManifestClusters(ServerPlaces places, ManifestDraft draft) {

  List<ClusterRecord> all() {
    KnownServers known = places.known();
    return known.nodes().stream()
        .map(node -> node.search().cluster())
        .distinct()
        .flatMap(cluster -> find(known, cluster).stream())
        .toList();
  }

  static Optional<ClusterRecord> find(KnownServers known, String cluster) {
    List<DataManifest> nodes = known.nodes(cluster);
    return nodes.stream().findFirst().map(first -> record(known, first, nodes));
  }

  private static ClusterRecord record(
      KnownServers known, DataManifest first, List<DataManifest> nodes) {
    String cluster = first.search().cluster();
    return new ClusterRecord(
        cluster,
        first.version(),
        first.commit(),
        nodes.stream().map(ServerManifest::serverRecord).toList(),
        known.master(cluster).map(master -> master.identity().site()));
  }

  void check(ClusterRequest request) {
    drafts(request).forEach(places::check);
  }

  ClusterRecord launch(ClusterRequest request, Duration deadline, Consumer<String> log) {
    try (var _ = places.turn()) {
      drafts(request).forEach(places::write);
      weave(request.cluster(), false);
    }
    places.up(
        places.known().nodes(request.cluster()).stream()
            .filter(node -> request.nodes().contains(node.server()))
            .toList(),
        deadline,
        log);
    try (var _ = places.turn()) {
      weave(request.cluster(), true);
    }
    return find(places.known(), request.cluster()).orElseThrow();
  }

  void terminate(List<String> names) {
    List<DataManifest> nodes =
        places.known().nodes().stream().filter(node -> names.contains(node.server())).toList();
    places.down(nodes);
    try (var _ = places.turn()) {
      nodes.forEach(places::retire);
      nodes.stream()
          .map(node -> node.search().cluster())
          .distinct()
          .forEach(cluster -> weave(cluster, true));
    }
    places.deleteRetired();
  }

  private void weave(String cluster, boolean formed) {
    places.known().woven(cluster, formed).forEach(places::write);
  }

  /** The nodes of a request as they are, and as they would be made. */
  private List<DataManifest> drafts(ClusterRequest request) {
    HostName.check(request.cluster());
    request.nodes().forEach(HostName::check);
    KnownServers servers = places.known();
    List<DataManifest> known = servers.nodes(request.cluster());
    List<String> founders =
        known.isEmpty() ? request.nodes() : known.getFirst().search().founders();
    Set<String> taken = new HashSet<>(servers.addresses());
    List<DataManifest> drafts = new ArrayList<>();
    for (String name : request.nodes()) {
      drafts.add(
          servers
              .find(name)
              .map(existing -> same(existing, request))
              .orElseGet(() -> draft(request, name, founders, taken)));
    }
    return drafts;
  }

  private DataManifest draft(
      ClusterRequest request, String name, List<String> founders, Set<String> taken) {
    String address = places.address(name, taken);
    taken.add(address);
    return draft.of(request, name, address, founders.contains(name) ? founders : List.of());
  }

  private static DataManifest same(ServerManifest existing, ClusterRequest request) {
    if (existing instanceof DataManifest node
        && node.search().cluster().equals(request.cluster())
        && node.commit().equals(request.commit())) {
      return node;
    }
    throw new SlipwayException(
        ErrorCode.NAME_TAKEN,
        "there is a server already: %s (%s)".formatted(existing.words(), existing.commit()),
        "choose other names for the data nodes");
  }
}
