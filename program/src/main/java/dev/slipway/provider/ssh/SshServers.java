package dev.slipway.provider.ssh;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.FanOut;
import dev.slipway.node.Manifest;
import dev.slipway.node.ServerManifest;
import dev.slipway.provider.KnownServers;
import dev.slipway.service.Machines;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The servers of a profile, which are told apart by their addresses. */
final class SshServers implements AutoCloseable {
  private static final FanOut ALL = new FanOut(50);

  private final String profile;

  /** By their address, in the order of the estate. */
  private final Map<String, SshServer> servers = new LinkedHashMap<>();

  /**
   * @throws SlipwayException {@code ESTATE_INVALID} when two have one address
   */
  SshServers(PlaceSettings settings, Machines machines) {
    this.profile = settings.profile();
    settings.servers().forEach(place -> add(new SshServer(place, machines.open(place.name()))));
  }

  private void add(SshServer server) {
    SshServer other = servers.put(server.place().address(), server);
    if (other != null) {
      throw new SlipwayException(
          ErrorCode.ESTATE_INVALID,
          "servers %s and %s of profile %s have one address, %s"
              .formatted(
                  other.place().name(), server.place().name(), profile, server.place().address()),
          "give each the address that a site's programs take there: address: 10.0.0.5");
    }
  }

  List<SshServer> all() {
    return new ArrayList<>(servers.values());
  }

  Optional<SshServer> named(String name) {
    return all().stream().filter(server -> server.place().name().equals(name)).findFirst();
  }

  Optional<SshServer> at(String address) {
    return Optional.ofNullable(servers.get(address));
  }

  /** The one that a server of a site is on. */
  SshServer of(ServerManifest manifest) {
    return at(manifest.network().address())
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.SITE_UNKNOWN,
                    "no server of profile %s has the address of %s"
                        .formatted(profile, manifest.words()),
                    "was a server's address changed in the estate?"));
  }

  /** The site's master that is on the server of that address. */
  Optional<Manifest> masterAt(String address) {
    return at(address).stream()
        .flatMap(server -> server.look().stream())
        .filter(Manifest.class::isInstance)
        .map(Manifest.class::cast)
        .findFirst();
  }

  KnownServers look() {
    var outcomes = each(SshServer::look);
    return new KnownServers(
        outcomes.stream()
            .flatMap(outcome -> outcome.result().stream())
            .flatMap(List::stream)
            .toList(),
        FanOut.failure(outcomes));
  }

  /** Does the same on each, beside each other. */
  <R> List<FanOut.Outcome<String, R>> each(Function<SshServer, R> work) {
    List<String> names = all().stream().map(server -> server.place().name()).toList();
    return ALL.over(names, name -> work.apply(named(name).orElseThrow()));
  }

  /** For who finds none of these free. */
  SlipwayException noneFree(List<SshServer> wanted) {
    Map<String, String> held =
        look().found().stream()
            .collect(
                Collectors.toMap(
                    each -> each.network().address(), ServerManifest::words, (one, _) -> one));
    String words =
        wanted.stream()
            .map(SshServer::place)
            .map(
                place ->
                    "%s is %s"
                        .formatted(
                            place.name(),
                            held.getOrDefault(place.address(), "to be launched, too")))
            .collect(Collectors.joining("; "));
    return new SlipwayException(
        ErrorCode.SERVERS_TAKEN,
        "no server of profile %s is free: %s".formatted(profile, words),
        "take a site away (slipway deploy --teardown), or add servers to the profile");
  }

  @Override
  public void close() {
    all().forEach(server -> server.machine().close());
  }
}
