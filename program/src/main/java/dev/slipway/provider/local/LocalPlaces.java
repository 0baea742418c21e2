package dev.slipway.provider.local;

import dev.slipway.exec.Daemons;
import dev.slipway.exec.Runner;
import dev.slipway.node.FileMutex;
import dev.slipway.node.Folders;
import dev.slipway.node.HostName;
import dev.slipway.node.Lanes;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.NodeDown;
import dev.slipway.node.NodeLaunch;
import dev.slipway.node.NodeUp;
import dev.slipway.node.ServerManifest;
import dev.slipway.node.SiteFiles;
import dev.slipway.provider.KnownServers;
import dev.slipway.provider.ServerPlaces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Folders below the state folder of this machine, and loopback addresses. */
record LocalPlaces(LocalSettings settings, Runner runner, Daemons daemons) implements ServerPlaces {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String RETIRED = ".retired-";

  @Override
  public KnownServers known() {
    return new KnownServers(
        list().stream()
            .filter(folder -> HostName.legal(folder.getFileName().toString()))
            .map(folder -> new SiteFiles(folder).manifest())
            .filter(Files::exists)
            .map(ManifestFile::read)
            .toList(),
        Optional.empty());
  }

  @Override
  public FileMutex turn() {
    return FileMutex.acquire(servers().resolve(".lock"), PATIENCE);
  }

  @Override
  public String address(String server, Set<String> taken) {
    return new Addresses(settings.addresses()).free(taken);
  }

  @Override
  public void check(ServerManifest manifest) {
    NodeUp.check(manifest);
  }

  @Override
  public void write(ServerManifest manifest) {
    ManifestFile.write(manifest, manifest.files().manifest());
  }

  @Override
  public void up(List<? extends ServerManifest> servers, Duration deadline, Consumer<String> log) {
    Consumer<String> lines = ServerPlaces.oneAtATime(log);
    Lanes.run(
        servers.stream()
            .map(server -> new NodeLaunch(server, runner, daemons))
            .<Runnable>map(launch -> () -> launch.run(deadline, lines))
            .toList());
  }

  @Override
  public void down(List<? extends ServerManifest> servers) {
    Lanes.run(
        servers.stream()
            .<Runnable>map(server -> () -> new NodeDown(server, runner, daemons).run(line -> {}))
            .toList());
  }

  /** Under another name. */
  @Override
  public void retire(ServerManifest server) {
    Path retired = servers().resolve(RETIRED + server.server() + "-" + UUID.randomUUID());
    try {
      Files.move(server.files().folder(), retired, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void deleteRetired() {
    list().stream()
        .filter(folder -> folder.getFileName().toString().startsWith(RETIRED))
        .forEach(Folders::delete);
  }

  private List<Path> list() {
    if (!Files.isDirectory(servers())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(servers())) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path servers() {
    return SiteFiles.servers(settings.state());
  }
}
