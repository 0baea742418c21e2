package dev.slipway.provider.aws;

import dev.slipway.service.ClusterRequest;
import dev.slipway.service.ServerRole;
import dev.slipway.service.SiteRequest;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a server before it has an address.
 *
 * @param version tag or branch
 * @param cluster whose node it is, or that it joins
 */
public record ServerFacts(
    String name, ServerRole role, String version, String commit, Optional<String> cluster) {

  static ServerFacts of(SiteRequest request) {
    return new ServerFacts(
        request.name(), ServerRole.MASTER, request.revision(), request.commit(), request.cluster());
  }

  static ServerFacts of(ClusterRequest request, String node) {
    return new ServerFacts(
        node,
        ServerRole.DATA,
        request.revision(),
        request.commit(),
        Optional.of(request.cluster()));
  }

  /** What an application's own cloud-config may name. */
  Map<String, String> variables() {
    return Map.of(
        "server.name", name,
        "server.role", role.word(),
        "version", version,
        "commit", commit,
        "cluster", cluster.orElse(""));
  }
}
