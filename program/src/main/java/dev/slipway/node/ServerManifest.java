package dev.slipway.node;

import dev.slipway.service.Endpoint;
import dev.slipway.service.ServerRecord;
import dev.slipway.service.ServerRole;

/**
 * What one server is to be: the only input of {@code slipway node up}. It holds no secret, only the
 * files that hold one. {@link ManifestFile} reads and writes it.
 */
public sealed interface ServerManifest permits Manifest, DataManifest {

  /** The server's name. */
  String server();

  String version();

  String commit();

  ServerRole serverRole();

  Manifest.Host host();

  Manifest.Network network();

  Manifest.SearchSpec search();

  /** Whether its search node holds no data: it passes on what the data nodes answer, and votes. */
  default boolean joinsDataNodes() {
    return serverRole() == ServerRole.MASTER && !search().seeds().isEmpty();
  }

  /** The same server in a cluster that is made of other nodes now. */
  ServerManifest with(Manifest.SearchSpec search);

  /** In words, for who reads what would be done to it. */
  String words();

  default SiteFiles files() {
    return new SiteFiles(host().folder());
  }

  default Endpoint searchEndpoint() {
    return new Endpoint(network().address(), network().search());
  }

  /** The server as its provider knows it. */
  default ServerRecord serverRecord() {
    return new ServerRecord(server(), serverRole(), network().address(), searchEndpoint());
  }
}
