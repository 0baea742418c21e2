package dev.slipway.provider.local;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.node.DataManifest;
import dev.slipway.node.HostName;
import dev.slipway.node.ManifestDraft;
import dev.slipway.node.NodeUp;
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

/** The data nodes on this machine. Their manifests are the only record of them. */
final class LocalClusters {
  private final LocalSettings settings;
  private final ManifestStore manifests;
  private final LocalServers servers;
  private final Turn turn;

  LocalClusters(LocalSettings settings, ManifestStore manifests, LocalServers servers, Turn turn) {
    this.settings = settings;
    this.manifests = manifests;
    this.servers = servers;
    this.turn = turn;
  }

  List<ClusterRecord> all() {
    return manifests.nodes().stream()
        .map(node -> node.search().cluster())
        .distinct()
        .flatMap(cluster -> find(cluster).stream())
        .toList();
  }

  Optional<ClusterRecord> find(String cluster) {
    List<DataManifest> nodes = manifests.nodes(cluster);
    return nodes.stream().findFirst().map(first -> record(first, nodes));
  }

  private ClusterRecord record(DataManifest first, List<DataManifest> nodes) {
    String cluster = first.search().cluster();
    return new ClusterRecord(
        cluster,
        first.version(),
        first.commit(),
        nodes.stream().map(ServerManifest::serverRecord).toList(),
        manifests.master(cluster).map(master -> master.identity().site()));
  }

  void check(ClusterRequest request) {
    drafts(request).forEach(NodeUp::check);
  }

  ClusterRecord launch(ClusterRequest request, Duration deadline, Consumer<String> log) {
    try (var _ = turn.take()) {
      drafts(request).forEach(manifests::write);
      manifests.weave(request.cluster(), false);
    }
    servers.up(
        manifests.nodes(request.cluster()).stream()
            .filter(node -> request.nodes().contains(node.server()))
            .toList(),
        deadline,
        log);
    try (var _ = turn.take()) {
      manifests.weave(request.cluster(), true);
    }
    return find(request.cluster()).orElseThrow();
  }

  void terminate(List<String> names) {
    List<DataManifest> nodes =
        manifests.nodes().stream().filter(node -> names.contains(node.server())).toList();
    servers.down(nodes);
    try (var _ = turn.take()) {
      nodes.forEach(node -> manifests.retire(node.server()));
      nodes.forEach(node -> manifests.weave(node.search().cluster(), true));
    }
    manifests.deleteRetired();
  }

  /** The nodes of a request as they are, and as they would be made. */
  private List<DataManifest> drafts(ClusterRequest request) {
    HostName.check(request.cluster());
    List<DataManifest> known = manifests.nodes(request.cluster());
    List<String> founders =
        known.isEmpty() ? request.nodes() : known.getFirst().search().founders();
    Set<String> taken = new HashSet<>(manifests.addresses());
    List<DataManifest> drafts = new ArrayList<>();
    for (String name : request.nodes()) {
      HostName.check(name);
      drafts.add(
          manifests
              .find(name)
              .map(existing -> same(existing, request))
              .orElseGet(() -> draft(request, name, founders, taken)));
    }
    return drafts;
  }

  private DataManifest draft(
      ClusterRequest request, String name, List<String> founders, Set<String> taken) {
    String address = new Addresses(settings.addresses()).free(taken);
    taken.add(address);
    return new ManifestDraft(settings.template())
        .of(request, name, address, founders.contains(name) ? founders : List.of());
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
