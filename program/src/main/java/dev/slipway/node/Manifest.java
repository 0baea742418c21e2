package dev.slipway.node;

import dev.slipway.service.ClusterRecord;
import dev.slipway.service.Endpoint;
import dev.slipway.service.ServerRole;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The master of a site: application, database, pooler, and its search node.
 *
 * @param backup empty for a site without an object store: it archives nothing, and nothing can be
 *     restored from it
 */
public record Manifest(
    Identity identity,
    Host host,
    Network network,
    DatabaseSpec database,
    Optional<BackupSpec> backup,
    SearchSpec search,
    SourceSpec source)
    implements ServerManifest {

  /**
   * Which server of which site at which version.
   *
   * @param version the tag or branch that was asked for
   * @param commit the full commit it pointed to
   */
  public record Identity(
      String server, String site, SiteRole role, String version, String commit) {}

  /**
   * The repository of backups in the object store.
   *
   * @param caFile the certificate that signs the store's
   * @param path of the repository in the bucket, with a leading slash
   * @param credentialsHome the home folder whose {@code .aws/credentials} holds the key, in profile
   *     {@code default}; copied to the server unless it has one
   */
  public record BackupSpec(
      String stanza,
      Endpoint endpoint,
      String bucket,
      String region,
      Path caFile,
      String path,
      Path credentialsHome) {}

  /**
   * Where the application comes from.
   *
   * @param repository URL of the git repository
   * @param directory of the application in it; empty for its root
   * @param descriptor name of the descriptor in that directory
   */
  public record SourceSpec(String repository, String directory, String descriptor) {

    /** The path of the descriptor in the repository. */
    public String descriptorPath() {
      return directory.isEmpty() ? descriptor : directory + "/" + descriptor;
    }
  }

  @Override
  public String server() {
    return identity.server();
  }

  @Override
  public String version() {
    return identity.version();
  }

  @Override
  public String commit() {
    return identity.commit();
  }

  @Override
  public ServerRole serverRole() {
    return ServerRole.MASTER;
  }

  /** The cluster whose data nodes hold the index; empty when the site is a single server. */
  public Optional<String> cluster() {
    return joinsDataNodes() ? Optional.of(search.cluster()) : Optional.empty();
  }

  public Endpoint databaseEndpoint() {
    return new Endpoint(network.address(), network.postgres());
  }

  public Endpoint poolerEndpoint() {
    return new Endpoint(network.address(), network.pooler());
  }

  public Endpoint applicationEndpoint() {
    return new Endpoint(network.address(), network.application());
  }

  /**
   * The site as its provider knows it.
   *
   * @param data its data nodes; empty when it is a single server
   */
  public SiteRecord record(Optional<ClusterRecord> data) {
    return new SiteRecord(
        identity.site(),
        identity.role(),
        identity.version(),
        identity.commit(),
        network.address(),
        databaseEndpoint(),
        poolerEndpoint(),
        applicationEndpoint(),
        searchEndpoint(),
        data);
  }

  /** The same server in another role. */
  public Manifest as(SiteRole role) {
    var now =
        new Identity(
            identity.server(), identity.site(), role, identity.version(), identity.commit());
    return new Manifest(now, host, network, database, backup, search, source);
  }

  @Override
  public Manifest with(SearchSpec now) {
    return new Manifest(identity, host, network, database, backup, now, source);
  }

  @Override
  public String words() {
    return "%s, %s at %s, on %s"
        .formatted(
            identity.server(), identity.role().word(), identity.version(), network.address());
  }
}
