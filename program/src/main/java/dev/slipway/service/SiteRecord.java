package dev.slipway.service;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A site as its provider knows it.
 *
 * @param version the tag it was built from
 * @param commit the tag's commit
 * @param address of the master
 * @param search the node that the application asks: the master's
 * @param cluster the data nodes; empty when the site is a single server
 */
public record SiteRecord(
    String name,
    SiteRole role,
    String version,
    String commit,
    String address,
    Endpoint database,
    Endpoint pooler,
    Endpoint application,
    Endpoint search,
    Optional<ClusterRecord> cluster) {

  /** A site that is a single server. */
  public SiteRecord(
      String name,
      SiteRole role,
      String version,
      String commit,
      String address,
      Endpoint database,
      Endpoint pooler,
      Endpoint application,
      Endpoint search) {
    this(
        name,
        role,
        version,
        commit,
        address,
        database,
        pooler,
        application,
        search,
        Optional.empty());
  }

  /** The same site with these data nodes. */
  public SiteRecord with(ClusterRecord data) {
    return new SiteRecord(
        name,
        role,
        version,
        commit,
        address,
        database,
        pooler,
        application,
        search,
        Optional.of(data));
  }

  /** All its servers, the master first. */
  public List<ServerRecord> servers() {
    List<ServerRecord> servers = new ArrayList<>();
    servers.add(new ServerRecord(name, ServerRole.MASTER, address, search));
    cluster.ifPresent(data -> servers.addAll(data.servers()));
    return List.copyOf(servers);
  }
}
