package dev.slipway.provider.local;

import dev.slipway.node.DataManifest;
import dev.slipway.node.Folders;
import dev.slipway.node.HostName;
import dev.slipway.node.Manifest;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.ServerManifest;
import dev.slipway.node.SiteFiles;
import dev.slipway.service.Endpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The manifests below a state folder, one a server. */
record ManifestStore(Path state) {
  private static final String RETIRED = ".retired-";

  /** {@code data2} before {@code data10}. */
  private static final Comparator<ServerManifest> BY_NUMBER =
      Comparator.<ServerManifest>comparingInt(manifest -> manifest.server().length())
          .thenComparing(ServerManifest::server);

  /** By name of the server. */
  List<ServerManifest> all() {
    return folders().stream()
        .map(folder -> new SiteFiles(folder).manifest())
        .filter(Files::exists)
        .map(ManifestFile::read)
        .toList();
  }

  /** One a site. */
  List<Manifest> masters() {
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
  Set<String> addresses() {
    return all().stream()
        .map(server -> server.network().address())
        .collect(Collectors.toUnmodifiableSet());
  }

  Optional<ServerManifest> find(String name) {
    Path file = SiteFiles.of(state, name).manifest();
    return HostName.legal(name) && Files.exists(file)
        ? Optional.of(ManifestFile.read(file))
        : Optional.empty();
  }

  void write(ServerManifest manifest) {
    ManifestFile.write(manifest, manifest.files().manifest());
  }

  /**
   * Tells every server of a cluster where its data nodes are now.
   *
   * @param formed the cluster exists, and no node may found one under its name again
   */
  void weave(String cluster, boolean formed) {
    List<Endpoint> seeds = nodes(cluster).stream().map(DataManifest::transport).toList();
    if (seeds.isEmpty()) {
      return;
    }
    Stream.concat(nodes(cluster).stream(), master(cluster).stream())
        .forEach(server -> write(woven(server, seeds, formed)));
  }

  private static ServerManifest woven(ServerManifest server, List<Endpoint> seeds, boolean formed) {
    var search = server.search();
    List<String> founders = formed ? List.of() : search.founders();
    return server.with(
        new Manifest.SearchSpec(search.cluster(), search.heapMegabytes(), seeds, founders));
  }

  /** The server is gone from here on; its files are deleted later. */
  void retire(String name) {
    Path retired = SiteFiles.servers(state).resolve(RETIRED + name + "-" + UUID.randomUUID());
    try {
      Files.move(SiteFiles.of(state, name).folder(), retired, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Also what an earlier deletion that was interrupted left. */
  void deleteRetired() {
    list().stream()
        .filter(folder -> folder.getFileName().toString().startsWith(RETIRED))
        .forEach(Folders::delete);
  }

  private <T extends ServerManifest> Stream<T> of(Class<T> type) {
    return all().stream().filter(type::isInstance).map(type::cast);
  }

  private List<Path> folders() {
    return list().stream()
        .filter(folder -> HostName.legal(folder.getFileName().toString()))
        .toList();
  }

  private List<Path> list() {
    Path servers = SiteFiles.servers(state);
    if (!Files.isDirectory(servers)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(servers)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
