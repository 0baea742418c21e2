package dev.slipway.node;

import dev.slipway.service.Endpoint;
import dev.slipway.service.ServerRecord;
import dev.slipway.service.ServerRole;
import java.nio.file.Path;
import java.util.List;

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

  Host host();

  Network network();

  SearchSpec search();

  /** Whether its search node holds no data: it passes on what the data nodes answer, and votes. */
  default boolean joinsDataNodes() {
    return serverRole() == ServerRole.MASTER && !search().seeds().isEmpty();
  }

  /** The same server in a cluster that is made of other nodes now. */
  ServerManifest with(SearchSpec search);

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

  /**
   * Where on the machine.
   *
   * @param folder of the server
   * @param builds where applications are built, one folder a commit, shared by the machine
   * @param user of the operating system that database and pooler run as when the node is root
   * @param javaHome for the application, its build and the search node
   * @param postgresPrograms the folder of {@code initdb}, {@code postgres}, {@code pg_ctl}
   */
  record Host(Path folder, Path builds, String user, Path javaHome, Path postgresPrograms) {

    /** Where search nodes keep snapshots, shared by the machine as the builds are. */
    Path snapshots() {
      return SiteFiles.snapshots(builds.getParent());
    }
  }

  /** The server's own address and the ports on it. */
  record Network(
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
   * The search node; a master starts it only when the application's descriptor uses its address.
   *
   * @param cluster its name
   * @param seeds where the cluster's data nodes talk with each other; none for a site that is a
   *     single server, whose node is all there is
   * @param founders names of the nodes that form the cluster; none once it is formed: a node that
   *     was given them again could form a second one
   */
  record SearchSpec(
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
}
