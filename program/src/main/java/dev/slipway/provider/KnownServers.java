package dev.slipway.provider;

import dev.slipway.error.SlipwayException;
import dev.slipway.node.DataManifest;
import dev.slipway.node.Manifest;
import dev.slipway.node.ServerManifest;
import dev.slipway.service.Endpoint;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The servers that were found when their places were looked at. Pure.
 *
 * @param found their manifests
 * @param unknown why some places could not be looked at; empty when all could. What is there is not
 *     known, and whoever would have to know is told so
 */
public record KnownServers(List<ServerManifest> found, Optional<SlipwayException> unknown) {

  /** {@code data2} before {@code data10}. */
  private static final Comparator<ServerManifest> BY_NUMBER =
      Comparator.<ServerManifest>comparingInt(manifest -> manifest.server().length())
          .thenComparing(ServerManifest::server);

  public KnownServers {
    found = found.stream().sorted(Comparator.comparing(ServerManifest::server)).toList();
  }

  /** All, by name. */
  private List<ServerManifest> all() {
    unknown.ifPresent(
        why -> {
          throw why;
        });
    return found;
  }

  /** One a site. */
  public List<Manifest> masters() {
    return of(Manifest.class).toList();
  }

  /** The data nodes of all clusters. */
  List<DataManifest> nodes() {
    return of(DataManifest.class).sorted(BY_NUMBER).toList();
  }

  /** The data nodes of one cluster. */
  List<DataManifest> nodes(String cluster) {
    return nodes().stream().filter(node -> node.search().cluster().equals(cluster)).toList();
  }

  /** The site whose master has joined the cluster. */
  Optional<Manifest> master(String cluster) {
    return masters().stream()
        .filter(master -> master.cluster().filter(cluster::equals).isPresent())
        .findFirst();
  }

  /** Those that servers have, running or not. */
  public Set<String> addresses() {
    return all().stream()
        .map(server -> server.network().address())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A server that was found; one that was not may be where nobody could look. */
  public Optional<ServerManifest> find(String name) {
    return named(found, name).or(() -> named(all(), name));
  }

  private static Optional<ServerManifest> named(List<ServerManifest> servers, String name) {
    return servers.stream().filter(server -> server.server().equals(name)).findFirst();
  }

  /** A site's master. */
  public Optional<Manifest> findMaster(String name) {
    return find(name).filter(Manifest.class::isInstance).map(Manifest.class::cast);
  }

  /**
   * The servers of a cluster, each told where its data nodes are now.
   *
   * @param formed the cluster exists, and no node may found one under its name again
   */
  List<ServerManifest> woven(String cluster, boolean formed) {
    List<Endpoint> seeds = nodes(cluster).stream().map(DataManifest::transport).toList();
    return seeds.isEmpty()
        ? List.of()
        : Stream.concat(nodes(cluster).stream(), master(cluster).stream())
            .map(server -> woven(server, seeds, formed))
            .toList();
  }

  private static ServerManifest woven(ServerManifest server, List<Endpoint> seeds, boolean formed) {
    var search = server.search();
    List<String> founders = formed ? List.of() : search.founders();
    return server.with(
        new ServerManifest.SearchSpec(search.cluster(), search.heapMegabytes(), seeds, founders));
  }

  private <T extends ServerManifest> Stream<T> of(Class<T> type) {
    return all().stream().filter(type::isInstance).map(type::cast);
  }
}
