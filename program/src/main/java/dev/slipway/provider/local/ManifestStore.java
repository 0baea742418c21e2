package dev.slipway.provider.local;

import dev.slipway.node.Folders;
import dev.slipway.node.HostName;
import dev.slipway.node.Manifest;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.SiteFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** The manifests below a state folder, one a site. */
record ManifestStore(Path state) {
  private static final String RETIRED = ".retired-";

  /** By name of the site. */
  List<Manifest> all() {
    return folders().stream()
        .map(folder -> new SiteFiles(folder).manifest())
        .filter(Files::exists)
        .map(ManifestFile::read)
        .toList();
  }

  Optional<Manifest> find(String name) {
    Path file = SiteFiles.of(state, name).manifest();
    return HostName.legal(name) && Files.exists(file)
        ? Optional.of(ManifestFile.read(file))
        : Optional.empty();
  }

  void write(Manifest manifest) {
    ManifestFile.write(manifest, manifest.files().manifest());
  }

  /** The site is gone from here on; its files are deleted later. */
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
