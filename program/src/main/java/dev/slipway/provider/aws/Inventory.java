package dev.slipway.provider.aws;

import dev.slipway.node.ServerManifest;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.Endpoint;
import dev.slipway.service.ServerRecord;
import dev.slipway.service.ServerRole;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the tags of an estate's instances say of its sites and clusters. Pure. */
record Inventory(List<AwsServer> servers) {
  /** {@code data2} before {@code data10}. */
  private static final Comparator<AwsServer> BY_NUMBER =
      Comparator.<AwsServer>comparingInt(server -> server.name().length())
          .thenComparing(AwsServer::name);

  /** Every server, masters first. */
  List<ServerRecord> all() {
    return Stream.of(ServerRole.MASTER, ServerRole.DATA)
        .flatMap(role -> of(role).stream().map(server -> record(server, role)))
        .toList();
  }

  List<SiteRecord> sites() {
    return of(ServerRole.MASTER).stream().map(this::site).toList();
  }

  Optional<SiteRecord> site(String name) {
    return sites().stream().filter(site -> site.name().equals(name)).findFirst();
  }

  List<ClusterRecord> clusters() {
    return of(ServerRole.DATA).stream()
        .map(node -> node.tag(Tags.CLUSTER))
        .distinct()
        .flatMap(name -> cluster(name).stream())
        .toList();
  }

  Optional<ClusterRecord> cluster(String name) {
    List<AwsServer> nodes = nodes(name);
    return nodes.stream()
        .findFirst()
        .map(
            first ->
                new ClusterRecord(
                    name,
                    first.tag(Tags.BRANCH),
                    first.tag(Tags.COMMIT),
                    nodes.stream().map(node -> record(node, ServerRole.DATA)).toList(),
                    master(name).map(AwsServer::name)));
  }

  /** Where the data nodes of a cluster talk with each other. */
  List<Endpoint> seeds(String cluster) {
    return nodes(cluster).stream()
        .map(node -> new Endpoint(node.address(), network(node).searchTransport()))
        .toList();
  }

  /** Of the site that has joined the cluster. */
  Optional<AwsServer> master(String cluster) {
    return of(ServerRole.MASTER).stream()
        .filter(server -> server.tag(Tags.CLUSTER).equals(cluster))
        .findFirst();
  }

  private List<AwsServer> nodes(String cluster) {
    return of(ServerRole.DATA).stream()
        .filter(server -> server.tag(Tags.CLUSTER).equals(cluster))
        .toList();
  }

  private List<AwsServer> of(ServerRole role) {
    return servers.stream()
        .filter(server -> server.tag(Tags.SERVER).equals(role.word()))
        .sorted(BY_NUMBER)
        .toList();
  }

  private SiteRecord site(AwsServer master) {
    ServerManifest.Network network = network(master);
    return new SiteRecord(
        master.name(),
        SiteRole.valueOf(master.tag(Tags.ROLE).toUpperCase(Locale.ROOT)),
        master.tag(Tags.BRANCH),
        master.tag(Tags.COMMIT),
        master.address(),
        new Endpoint(master.address(), network.postgres()),
        new Endpoint(master.address(), network.pooler()),
        new Endpoint(master.address(), network.application()),
        new Endpoint(master.address(), network.search()),
        Optional.of(master.tag(Tags.CLUSTER))
            .filter(cluster -> !cluster.isEmpty())
            .flatMap(this::cluster));
  }

  private static ServerRecord record(AwsServer server, ServerRole role) {
    Endpoint search = new Endpoint(server.address(), network(server).search());
    return new ServerRecord(server.name(), role, server.address(), search);
  }

  private static ServerManifest.Network network(AwsServer server) {
    return ServerManifest.Network.standard(server.address());
  }
}
