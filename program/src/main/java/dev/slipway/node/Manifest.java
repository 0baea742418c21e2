package dev.slipway.node;

import dev.slipway.config.Secret;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.ClusterRecord;
import dev.slipway.service.Endpoint;
import dev.slipway.service.RestorePoint;
import dev.slipway.service.ServerRole;
import dev.slipway.service.SiteRecord;
import dev.slipway.service.SiteRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
   * Where on the machine.
   *
   * @param folder of the server
   * @param builds where applications are built, one folder a commit, shared by the machine
   * @param user of the operating system that database and pooler run as when the node is root
   * @param javaHome for the application, its build and the search node
   * @param postgresPrograms the folder of {@code initdb}, {@code postgres}, {@code pg_ctl}
   */
  public record Host(Path folder, Path builds, String user, Path javaHome, Path postgresPrograms) {

    /** Where search nodes keep snapshots, shared by the machine as the builds are. */
    Path snapshots() {
      return SiteFiles.snapshots(builds.getParent());
    }
  }

  /** The server's own address and the ports on it. */
  public record Network(
      String address, int postgres, int pooler, int search, int searchTransport, int application) {

    /** The ports of every server unless told otherwise. */
    public static Network standard(String address) {
      return new Network(address, 5432, 6432, 9200, 9300, 8080);
    }

    /** All ports, in the order of the processes. */
    public List<Integer> ports() {
      return List.of(postgres, pooler, search, searchTransport, application);
    }
  }

  /**
   * The application's database.
   *
   * @param user owns the database; the application logs in with it
   * @param superuser Slipway's own
   * @param replicator with what standbys log in
   * @param source of which database it is a copy; empty for the estate's very first
   */
  public record DatabaseSpec(
      String name,
      String user,
      String superuser,
      String replicator,
      PasswordFiles passwords,
      Optional<CopySource> source,
      PoolerSpec pooler) {

    /** The database that a standby streams from. */
    public Optional<Endpoint> upstream() {
      return source.map(CopySource::upstream);
    }
  }

  /**
   * Where a copy comes from, by way of the backup.
   *
   * @param until the place in the log that it ends at; empty to follow
   */
  public record CopySource(Endpoint upstream, Optional<Place> until) {}

  /**
   * A named place in the log.
   *
   * @param taken when it was marked: a backup must be older
   */
  public record Place(String name, int timeline, Instant taken) {
    public static Place of(RestorePoint point) {
      return new Place(point.name(), point.timeline(), point.taken());
    }
  }

  /** One file a password: its first line is the password. */
  public record PasswordFiles(Path user, Path superuser, Path replicator) {

    /**
     * The password in a file.
     *
     * @throws SlipwayException {@code SECRET_MISSING}
     */
    public static Secret read(Path file) {
      try (var lines = Files.lines(file)) {
        return lines
            .findFirst()
            .filter(line -> !line.isBlank())
            .map(Secret::new)
            .orElseThrow(() -> missing(file, null));
      } catch (IOException e) {
        throw missing(file, e);
      }
    }

    private static SlipwayException missing(Path file, IOException cause) {
      return new SlipwayException(
          ErrorCode.SECRET_MISSING,
          "there is no password in " + file,
          "write the password into the file's first line, readable only by you",
          cause);
    }
  }

  /** Connections that the pooler keeps to the database, and clients that it takes. */
  public record PoolerSpec(int poolSize, int maxClients) {}

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
   * The search node; a master starts it only when the application's descriptor uses its address.
   *
   * @param cluster its name
   * @param seeds where the cluster's data nodes talk with each other; none for a site that is a
   *     single server, whose node is all there is
   * @param founders names of the nodes that form the cluster; none once it is formed: a node that
   *     was given them again could form a second one
   */
  public record SearchSpec(
      String cluster, int heapMegabytes, List<Endpoint> seeds, List<String> founders) {
    public SearchSpec {
      seeds = List.copyOf(seeds);
      founders = List.copyOf(founders);
    }

    /** The only node of a site that is a single server. */
    public static SearchSpec single(String site, int heapMegabytes) {
      return new SearchSpec(site, heapMegabytes, List.of(), List.of(site));
    }
  }

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
