package dev.slipway.provider.aws;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Provider;
import dev.slipway.service.ServerRecord;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Sites as EC2 instances. */
public final class AwsProvider implements Provider, AutoCloseable {
  private final AwsServers servers;
  private final Bootstrap bootstrap;
  private final Orders orders;

  /**
   * @param servers closed with this
   * @param startedBy who launches, for the tags
   */
  public AwsProvider(AwsServers servers, Bootstrap bootstrap, Supplier<String> startedBy) {
    this.servers = servers;
    this.bootstrap = bootstrap;
    this.orders = new Orders(bootstrap, startedBy);
  }

  @Override
  public List<SiteRecord> sites() {
    return inventory().sites();
  }

  @Override
  public Optional<SiteRecord> find(String name) {
    return inventory().site(name);
  }

  @Override
  public void check(SiteRequest request) {
    servers.check(List.of(orders.of(request)));
    requireJoinable(request);
  }

  @Override
  public SiteRecord launch(SiteRequest request, Duration deadline, Consumer<String> log) {
    ServerOrder order = orders.of(request);
    requireJoinable(request);
    AwsServer master = servers.launch(List.of(order), bootstrap::prepare, deadline, log).getFirst();
    Inventory now = inventory();
    request
        .cluster()
        .flatMap(now::cluster)
        .ifPresent(data -> servers.start(data.nodes(), deadline));
    List<Endpoint> seeds = request.cluster().map(now::seeds).orElse(List.of());
    bootstrap.master(request, master, seeds, deadline, log);
    return known(request.name());
  }

  /** Two sites in one cluster would write into each other's index. */
  private void requireJoinable(SiteRequest request) {
    if (request.cluster().isEmpty()) {
      return;
    }
    String cluster = request.cluster().get();
    Inventory now = inventory();
    if (now.cluster(cluster).isEmpty()) {
      throw new SlipwayException(
          ErrorCode.CLUSTER_UNKNOWN,
          "there is no cluster %s to join".formatted(cluster),
          "the data nodes come first: slipway deploy --elasticsearch yes --cluster-name "
              + "%s --cluster-size N, then the master".formatted(cluster));
    }
    now.master(cluster)
        .filter(other -> !other.name().equals(request.name()))
        .ifPresent(
            other -> {
              throw new SlipwayException(
                  ErrorCode.NAME_TAKEN,
                  "cluster %s is site %s's".formatted(cluster, other.name()),
                  "launch data nodes under another cluster name for this site");
            });
  }

  @Override
  public void assign(String name, SiteRole role) {
    known(name);
    servers.tag(name, Tags.ROLE, role.word());
    bootstrap.assign(name, role);
  }

  @Override
  public void stop(String name) {
    servers.stop(names(known(name)));
  }

  @Override
  public void terminate(String name) {
    find(name).ifPresent(site -> terminateNodes(names(site)));
  }

  @Override
  public List<ClusterRecord> clusters() {
    return inventory().clusters();
  }

  @Override
  public ClusterRecord launchCluster(
      ClusterRequest request, Duration deadline, Consumer<String> log) {
    Optional<ClusterRecord> before = inventory().cluster(request.cluster());
    List<AwsServer> nodes = servers.launch(orders.of(request), bootstrap::prepare, deadline, log);
    bootstrap.nodes(request, nodes, members(request, before), deadline, log);
    return inventory().cluster(request.cluster()).orElseThrow();
  }

  /** A launch that was cut off is repeated with the same founders: those of the request. */
  private Bootstrap.Members members(ClusterRequest request, Optional<ClusterRecord> before) {
    boolean formed =
        before.filter(cluster -> !request.nodes().containsAll(cluster.nodes())).isPresent();
    return new Bootstrap.Members(
        inventory().seeds(request.cluster()), formed ? List.of() : request.nodes());
  }

  @Override
  public void checkCluster(ClusterRequest request) {
    servers.check(orders.of(request));
  }

  @Override
  public void terminateNodes(List<String> names) {
    servers.terminate(names);
    bootstrap.forget(names);
  }

  /** Every server there is, masters first. */
  public List<ServerRecord> servers() {
    return inventory().all();
  }

  /** The line of a server's public host key; empty before it has published it. */
  public Optional<String> hostKey(String server) {
    return bootstrap.hostKey(server);
  }

  private Inventory inventory() {
    return new Inventory(servers.live());
  }

  private SiteRecord known(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.SITE_UNKNOWN,
                    "there is no site " + name,
                    "the sites are " + sites().stream().map(SiteRecord::name).toList()));
  }

  private static List<String> names(SiteRecord site) {
    return site.servers().stream().map(ServerRecord::name).toList();
  }

  @Override
  public void close() {
    servers.close();
  }
}
