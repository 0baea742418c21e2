package dev.slipway.provider.ssh;

import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.FanOut;
import dev.slipway.node.FileMutex;
import dev.slipway.node.Lanes;
import dev.slipway.node.Manifest;
import dev.slipway.node.NodeUp;
import dev.slipway.node.ProgramArchive;
import dev.slipway.node.ServerManifest;
import dev.slipway.provider.KnownServers;
import dev.slipway.provider.ServerPlaces;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Machine;
import dev.slipway.service.Machines;
import dev.slipway.service.RemoteServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** The servers of a profile, each of which takes one server of a site. */
final class SshPlaces implements ServerPlaces, AutoCloseable {
  private static final FanOut ALL = new FanOut(50);

  private final PlaceSettings settings;
  private final ProgramArchive program;

  /** By their address, in the order of the estate. */
  private final Map<String, SshServer> servers = new LinkedHashMap<>();

  SshPlaces(PlaceSettings settings, ProgramArchive program, Machines machines) {
    this.settings = settings;
    this.program = program;
    settings.servers().forEach(place -> add(new SshServer(place, machines.open(place.name()))));
  }

  private void add(SshServer server) {
    SshServer other = servers.put(server.place().address(), server);
    if (other != null) {
      throw new SlipwayException(
          ErrorCode.ESTATE_INVALID,
          "servers %s and %s of profile %s have one address, %s"
              .formatted(
                  other.place().name(),
                  server.place().name(),
                  settings.profile(),
                  server.place().address()),
          "give each the address that a site's programs take there: address: 10.0.0.5");
    }
  }

  @Override
  public KnownServers known() {
    var outcomes = ALL.over(names(), name -> server(name).look());
    return new KnownServers(
        outcomes.stream()
            .flatMap(outcome -> outcome.result().stream())
            .flatMap(List::stream)
            .toList(),
        FanOut.failure(outcomes));
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
    Optional<SshServer> named = named(server);
    List<SshServer> possible = named.map(List::of).orElseGet(() -> List.copyOf(servers.values()));
    return possible.stream()
        .map(each -> each.place().address())
        .filter(address -> !taken.contains(address))
        .findFirst()
        .orElseThrow(() -> noneFree(possible));
  }

  private SlipwayException noneFree(List<SshServer> possible) {
    Map<String, String> held =
        known().found().stream()
            .collect(
                Collectors.toMap(
                    each -> each.network().address(), ServerManifest::words, (one, _) -> one));
    String words =
        possible.stream()
            .map(
                each ->
                    "%s is %s"
                        .formatted(
                            each.place().name(),
                            held.getOrDefault(each.place().address(), "to be launched, too")))
            .collect(Collectors.joining("; "));
    return new SlipwayException(
        ErrorCode.SERVERS_TAKEN,
        "no server of profile %s is free: %s".formatted(settings.profile(), words),
        "take a site away (slipway deploy --teardown), or add servers to the profile");
  }

  @Override
  public void check(ServerManifest manifest) {
    program.packed();
    at(manifest).inspect(manifest);
    if (manifest instanceof Manifest master) {
      Map<String, Secret> secrets = settings.secrets().get();
      NodeUp.checkPasswords(
          master, file -> secrets.get(PlaceSettings.SECRETS.relativize(file).toString()));
    }
  }

  @Override
  public void write(ServerManifest manifest) {
    at(manifest).write(manifest);
  }

  @Override
  public void up(
      List<? extends ServerManifest> manifests, Duration deadline, Consumer<String> log) {
    ProgramArchive.Packed packed = program.packed();
    Consumer<String> oneAtATime =
        line -> {
          synchronized (log) {
            log.accept(line);
          }
        };
    Lanes.run(
        manifests.stream()
            .<Runnable>map(manifest -> () -> up(manifest, packed, deadline, oneAtATime))
            .toList());
  }

  private void up(
      ServerManifest manifest,
      ProgramArchive.Packed packed,
      Duration deadline,
      Consumer<String> log) {
    SshServer server = at(manifest);
    Path slipway = server.install(packed);
    if (manifest instanceof Manifest master) {
      server.entrust(secrets(master));
      settings.certificates().ifPresent(server::trust);
    }
    new RemoteNode(server, slipway, manifest).up(deadline, log);
  }

  /** With the key that the followed site archives with now, when it is on one of these servers. */
  private Map<String, Secret> secrets(Manifest master) {
    Map<String, Secret> secrets = new HashMap<>(settings.secrets().get());
    master
        .database()
        .upstream()
        .map(Endpoint::host)
        .map(servers::get)
        .flatMap(SshPlaces::archivingKey)
        .ifPresent(key -> secrets.put(PlaceSettings.KEY, key));
    return secrets;
  }

  private static Optional<Secret> archivingKey(SshServer followed) {
    return followed.look().stream()
        .filter(Manifest.class::isInstance)
        .map(Manifest.class::cast)
        .findFirst()
        .flatMap(followed::archivingKey);
  }

  @Override
  public void down(List<? extends ServerManifest> manifests) {
    ProgramArchive.Packed packed = program.packed();
    Lanes.run(
        manifests.stream()
            .<Runnable>map(
                manifest ->
                    () -> {
                      SshServer server = at(manifest);
                      new RemoteNode(server, server.install(packed), manifest).down();
                    })
            .toList());
  }

  @Override
  public void retire(ServerManifest manifest) {
    at(manifest).retire(manifest.server());
  }

  /** On a server that does not answer now they are deleted the next time. */
  @Override
  public void deleteRetired() {
    ALL.over(
        names(),
        name -> {
          server(name).deleteRetired();
          return name;
        });
  }

  /** Where a server of a site is, with the program of this version. */
  RemoteServer find(ServerManifest manifest, Machine machine) {
    Path slipway = at(manifest).install(program.packed());
    return new RemoteServer(
        machine, Optional.of(SshServer.ROOT), slipway, manifest.files().manifest());
  }

  /** The server of the profile that a server of a site is on. */
  SshServer at(ServerManifest manifest) {
    return Optional.ofNullable(servers.get(manifest.network().address()))
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.SITE_UNKNOWN,
                    "no server of profile %s has the address of %s"
                        .formatted(settings.profile(), manifest.words()),
                    "was a server's address changed in the estate?"));
  }

  @Override
  public void close() {
    servers.values().forEach(server -> server.machine().close());
  }

  private List<String> names() {
    return servers.values().stream().map(server -> server.place().name()).toList();
  }

  private SshServer server(String name) {
    return named(name).orElseThrow();
  }

  private Optional<SshServer> named(String name) {
    return servers.values().stream()
        .filter(server -> server.place().name().equals(name))
        .findFirst();
  }
}
