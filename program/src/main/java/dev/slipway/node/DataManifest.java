package dev.slipway.node;

import dev.slipway.service.Endpoint;
import dev.slipway.service.ServerRole;

/**
 * A server that is one data node of a search cluster and nothing else.
 *
 * @param server its name, which is the node's too
 * @param version the tag or branch that it was launched for
 * @param commit the full commit it pointed to
 */
public record DataManifest(
    String server, String version, String commit, Host host, Network network, SearchSpec search)
    implements ServerManifest {

  @Override
  public ServerRole serverRole() {
    return ServerRole.DATA;
  }

  @Override
  public DataManifest with(SearchSpec now) {
    return new DataManifest(server, version, commit, host, network, now);
  }

  @Override
  public String words() {
    return "%s, data node of %s, on %s".formatted(server, search.cluster(), network.address());
  }

  /** Where the other nodes find it. */
  public Endpoint transport() {
    return new Endpoint(network.address(), network.searchTransport());
  }
}
