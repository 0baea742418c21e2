package dev.slipway.provider.ssh;

import dev.slipway.config.Secret;
import dev.slipway.node.FileMutex;
import dev.slipway.node.Lanes;
import dev.slipway.node.Manifest;
import dev.slipway.node.NodeUp;
import dev.slipway.node.ProgramArchive;
import dev.slipway.node.ServerManifest;
import dev.slipway.provider.KnownServers;
import dev.slipway.provider.ServerPaths;
import dev.slipway.provider.ServerPlaces;
import dev.slipway.service.Endpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The servers of a profile as places, each of which takes one server of a site. */
record SshPlaces(PlaceSettings settings, ProgramArchive program, SshServers servers)
    implements ServerPlaces {

  @Override
  public KnownServers known() {
    return servers.look();
  }

  @Override
  public FileMutex turn() {
    return FileMutex.acquire(
        settings.state().resolve("servers-of-" + settings.profile() + ".lock"),
        PlaceSettings.PATIENCE);
  }

  /** The server of that name, if there is one; otherwise the first that is free. */
  @Override
  public String address(String server, Set<String> taken) {
    List<SshServer> possible = servers.named(server).map(List::of).orElseGet(servers::all);
    return possible.stream()
        .map(each -> each.place().address())
        .filter(address -> !taken.contains(address))
        .findFirst()
        .orElseThrow(() -> servers.noneFree(possible));
  }

  @Override
  public void check(ServerManifest manifest) {
    program.packed();
    servers.of(manifest).inspect(manifest);
    if (manifest instanceof Manifest master) {
      Map<String, Secret> secrets = settings.secrets().get();
      NodeUp.checkPasswords(
          master, file -> secrets.get(ServerPaths.SECRETS.relativize(file).toString()));
    }
  }

  @Override
  public void write(ServerManifest manifest) {
    servers.of(manifest).write(manifest);
  }

  @Override
  public void up(
      List<? extends ServerManifest> manifests, Duration deadline, Consumer<String> log) {
    ProgramArchive.Packed packed = program.packed();
    Consumer<String> lines = ServerPlaces.oneAtATime(log);
    Lanes.run(
        manifests.stream()
            .<Runnable>map(manifest -> () -> prepared(manifest, packed, lines).up(deadline, lines))
            .toList());
  }

  private RemoteNode prepared(
      ServerManifest manifest, ProgramArchive.Packed packed, Consumer<String> log) {
    SshServer server = servers.of(manifest);
    FormerPrograms.on(server, settings.schedule().fileOn(manifest.server()))
        .remove(
            SshServer.folder(packed),
            line -> log.accept("%s: %s".formatted(manifest.server(), line)));
    if (manifest instanceof Manifest master) {
      server.entrust(secrets(master));
      settings.certificates().ifPresent(server::trust);
    }
    return new RemoteNode(server, server.install(packed), manifest);
  }

  /** With the key that the followed site archives with now, when it is on one of these servers. */
  private Map<String, Secret> secrets(Manifest master) {
    Map<String, Secret> secrets = new HashMap<>(settings.secrets().get());
    master
        .database()
        .upstream()
        .map(Endpoint::host)
        .flatMap(servers::masterAt)
        .flatMap(followed -> servers.of(followed).archivingKey(followed))
        .ifPresent(key -> secrets.put(ServerPaths.KEY, key));
    return secrets;
  }

  @Override
  public void down(List<? extends ServerManifest> manifests) {
    Lanes.run(manifests.stream().<Runnable>map(manifest -> () -> node(manifest).down()).toList());
  }

  /** With the program of this version. */
  RemoteNode node(ServerManifest manifest) {
    SshServer server = servers.of(manifest);
    return new RemoteNode(server, server.install(program.packed()), manifest);
  }

  @Override
  public void retire(ServerManifest manifest) {
    servers.of(manifest).retire(manifest.server());
  }

  /** On a server that does not answer now they are deleted the next time. */
  @Override
  public void deleteRetired() {
    servers.each(
        server -> {
          server.deleteRetired();
          return server;
        });
  }
}
