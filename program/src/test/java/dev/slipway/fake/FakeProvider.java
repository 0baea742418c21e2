package dev.slipway.fake;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.node.HostName;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Endpoint;
import dev.slipway.service.Provider;
import dev.slipway.service.ServerRecord;
import dev.slipway.service.ServerRole;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Sites in memory. */
public final class FakeProvider implements Provider {
  private final Mishaps mishaps = new Mishaps();
  private final Map<String, SiteRecord> sites = new ConcurrentSkipListMap<>();
  private final Map<String, DataNode> nodes = new ConcurrentSkipListMap<>();
  private final Map<String, String> masters = new ConcurrentHashMap<>();
  private final Set<String> running = ConcurrentHashMap.newKeySet();
  private final AtomicInteger addresses = new AtomicInteger();
  private volatile boolean lies;
  private volatile Consumer<String> joined = node -> {};
  private volatile Consumer<String> left = node -> {};

  /** One that was launched, and where it belongs. */
  private record DataNode(String cluster, String version, String commit, ServerRecord server) {}

  public Mishaps mishaps() {
    return mishaps;
  }

  /** It says that a site is up and launches none from now on: a lie. */
  public void launchNothing() {
    lies = true;
  }

  /** A data node that is launched or terminated is a member of that cluster, or not any more. */
  public void nodesOf(FakeSearchCluster cluster) {
    joined = cluster::join;
    left = cluster::leave;
  }

  /** A site that was launched before, as it is. */
  public void add(SiteRecord site) {
    sites.put(site.name(), site);
  }

  /** Whether the site's processes would run. */
  public boolean running(String name) {
    return running.contains(name);
  }

  @Override
  public List<SiteRecord> sites() {
    mishaps.strike("sites");
    return sites.values().stream().map(this::withData).toList();
  }

  /** Its data nodes as they are now. */
  private SiteRecord withData(SiteRecord site) {
    return site.cluster().flatMap(known -> recorded(known.name())).map(site::with).orElse(site);
  }

  @Override
  public Optional<SiteRecord> find(String name) {
    mishaps.strike("find");
    return Optional.ofNullable(sites.get(name)).map(this::withData);
  }

  @Override
  public SiteRecord launch(SiteRequest request, Duration deadline, Consumer<String> log) {
    mishaps.strike("launch");
    check(request);
    if (lies) {
      return record(request);
    }
    request.cluster().ifPresent(cluster -> masters.put(cluster, request.name()));
    SiteRecord site = withData(sites.computeIfAbsent(request.name(), name -> record(request)));
    running.add(request.name());
    log.accept(request.name() + ": 2026-01-01T00:00:00Z server: " + request.name() + " is up");
    return site;
  }

  @Override
  public void check(SiteRequest request) {
    mishaps.strike("check");
    HostName.check(request.name());
    SiteRecord existing = sites.get(request.name());
    if (existing == null) {
      request.cluster().ifPresent(this::requireJoinable);
    } else if (!existing.commit().equals(request.commit())
        || !existing.cluster().map(ClusterRecord::name).equals(request.cluster())) {
      throw taken(request.name());
    }
  }

  private void requireJoinable(String name) {
    ClusterRecord cluster =
        recorded(name)
            .orElseThrow(
                () ->
                    new SlipwayException(
                        ErrorCode.CLUSTER_UNKNOWN, "no " + name, "the data nodes come first"));
    if (cluster.site().isPresent()) {
      throw taken(name);
    }
  }

  private static SlipwayException taken(String name) {
    return new SlipwayException(ErrorCode.NAME_TAKEN, name + " is taken", "");
  }

  @Override
  public List<ClusterRecord> clusters() {
    mishaps.strike("clusters");
    return nodes.values().stream()
        .map(DataNode::cluster)
        .distinct()
        .flatMap(name -> recorded(name).stream())
        .toList();
  }

  private Optional<ClusterRecord> recorded(String name) {
    List<DataNode> members =
        nodes.values().stream().filter(node -> node.cluster().equals(name)).toList();
    return members.stream()
        .findFirst()
        .map(
            first ->
                new ClusterRecord(
                    name,
                    first.version(),
                    first.commit(),
                    members.stream().map(DataNode::server).toList(),
                    Optional.ofNullable(masters.get(name))));
  }

  @Override
  public ClusterRecord launchCluster(
      ClusterRequest request, Duration deadline, Consumer<String> log) {
    mishaps.strike("launchCluster");
    checkCluster(request);
    for (String name : request.nodes()) {
      nodes.computeIfAbsent(name, node -> dataNode(request, node));
      running.add(name);
      joined.accept(name);
      log.accept(name + ": 2026-01-01T00:00:00Z server: " + name + " is up");
    }
    return recorded(request.cluster()).orElseThrow();
  }

  private DataNode dataNode(ClusterRequest request, String name) {
    String address = address();
    return new DataNode(
        request.cluster(),
        request.revision(),
        request.commit(),
        new ServerRecord(name, ServerRole.DATA, address, new Endpoint(address, 9200)));
  }

  @Override
  public void checkCluster(ClusterRequest request) {
    mishaps.strike("checkCluster");
    HostName.check(request.cluster());
    for (String name : request.nodes()) {
      HostName.check(name);
      DataNode existing = nodes.get(name);
      boolean other =
          existing != null
              && !(existing.cluster().equals(request.cluster())
                  && existing.commit().equals(request.commit()));
      if (other || sites.containsKey(name)) {
        throw taken(name);
      }
    }
  }

  @Override
  public void terminateNodes(List<String> names) {
    mishaps.strike("terminateNodes");
    running.removeAll(names);
    nodes.keySet().removeAll(names);
    names.forEach(left);
  }

  @Override
  public void assign(String name, SiteRole role) {
    mishaps.strike("assign");
    SiteRecord site = existing(name);
    sites.put(
        name,
        new SiteRecord(
            name,
            role,
            site.version(),
            site.commit(),
            site.address(),
            site.database(),
            site.pooler(),
            site.application(),
            site.search(),
            site.cluster()));
  }

  @Override
  public void stop(String name) {
    mishaps.strike("stop");
    existing(name);
    running.remove(name);
  }

  @Override
  public void terminate(String name) {
    mishaps.strike("terminate");
    running.remove(name);
    Optional.ofNullable(sites.remove(name))
        .flatMap(SiteRecord::cluster)
        .ifPresent(this::terminateCluster);
  }

  private void terminateCluster(ClusterRecord cluster) {
    masters.remove(cluster.name());
    recorded(cluster.name()).ifPresent(data -> nodes.keySet().removeAll(data.nodes()));
  }

  private SiteRecord existing(String name) {
    return Optional.ofNullable(sites.get(name))
        .orElseThrow(
            () -> new SlipwayException(ErrorCode.SITE_UNKNOWN, "there is no site " + name, ""));
  }

  private SiteRecord record(SiteRequest request) {
    String address = address();
    return new SiteRecord(
        request.name(),
        request.role(),
        request.revision(),
        request.commit(),
        address,
        new Endpoint(address, 5432),
        new Endpoint(address, 6432),
        new Endpoint(address, 8080),
        new Endpoint(address, 9200),
        request.cluster().flatMap(this::recorded));
  }

  private String address() {
    return "127.0.200." + addresses.incrementAndGet();
  }
}
