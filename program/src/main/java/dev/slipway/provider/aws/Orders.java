package dev.slipway.provider.aws;

import dev.slipway.node.HostName;
import dev.slipway.service.ClusterRequest;
import dev.slipway.service.ServerRole;
import dev.slipway.service.SiteRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The instances that a request comes to.
 *
 * @param startedBy who asks, for the tags
 */
record Orders(Bootstrap bootstrap, Supplier<String> startedBy) {

  /** The master of a site. */
  ServerOrder of(SiteRequest request) {
    HostName.check(request.name());
    Map<String, String> tags = tags(ServerRole.MASTER, request.revision(), request.commit());
    tags.put(Tags.SITE, request.name());
    tags.put(Tags.ROLE, request.role().word());
    request.cluster().ifPresent(cluster -> tags.put(Tags.CLUSTER, cluster));
    String joined = request.cluster().map(cluster -> " in " + cluster).orElse("");
    return new ServerOrder(
        request.name(),
        "site %s at %s%s".formatted(request.name(), request.commit(), joined),
        tags,
        bootstrap.userData(ServerFacts.of(request)));
  }

  /** The data nodes. */
  List<ServerOrder> of(ClusterRequest request) {
    HostName.check(request.cluster());
    return request.nodes().stream().map(node -> node(request, node)).toList();
  }

  private ServerOrder node(ClusterRequest request, String name) {
    HostName.check(name);
    Map<String, String> tags = tags(ServerRole.DATA, request.revision(), request.commit());
    tags.put(Tags.CLUSTER, request.cluster());
    return new ServerOrder(
        name,
        "cluster %s at %s".formatted(request.cluster(), request.commit()),
        tags,
        bootstrap.userData(ServerFacts.of(request, name)));
  }

  private Map<String, String> tags(ServerRole role, String revision, String commit) {
    Map<String, String> tags = new HashMap<>();
    tags.put(Tags.SERVER, role.word());
    tags.put(Tags.BRANCH, revision);
    tags.put(Tags.COMMIT, commit);
    tags.put(Tags.STARTED_BY, startedBy.get());
    return tags;
  }
}
