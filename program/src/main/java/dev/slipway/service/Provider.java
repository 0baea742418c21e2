package dev.slipway.service;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where servers come from. */
public interface Provider {

  List<SiteRecord> sites();

  Optional<SiteRecord> find(String name);

  /**
   * Launches a site and waits until it is up: database, pooler, search node, application healthy;
   * with a cluster, all its data nodes too. Finds and finishes a launch that was interrupted;
   * harmless when the site is up. The database of a site that ends at a restore point is paused
   * there, and may be promoted.
   *
   * @param log is handed each line of the servers' bootstrap logs as "server: line"
   * @throws dev.slipway.error.SlipwayException {@code NAME_TAKEN} (another version under that
   *     name), {@code NAME_ILLEGAL}, {@code PORT_IN_USE}, {@code BUILD_FAILED}, {@code
   *     DEADLINE_EXCEEDED} with the tail of the log, {@code CLUSTER_UNKNOWN} when its data nodes
   *     were not launched before, {@code NAME_TAKEN} when another site has joined them
   */
  SiteRecord launch(SiteRequest request, Duration deadline, Consumer<String> log);

  /**
   * Refuses what {@link #launch} would refuse, before anything is done, and what it would find out
   * too late: programs that are not installed, passwords that do not open the database that is to
   * be followed.
   *
   * @throws dev.slipway.error.SlipwayException {@code NAME_TAKEN}, {@code NAME_ILLEGAL}, {@code
   *     PORT_IN_USE}, {@code PROGRAM_MISSING}, {@code DATABASE_REFUSED}, {@code CLUSTER_UNKNOWN}
   */
  void check(SiteRequest request);

  /** Records the role of a site after a promotion or retirement. */
  void assign(String name, SiteRole role);

  /** Stops the processes of all servers of a site, keeps their files. */
  void stop(String name);

  /** Stops and deletes all servers of a site. */
  void terminate(String name);

  /** Those whose data nodes were launched, with a master or not yet. */
  List<ClusterRecord> clusters();

  /** The one of that name among {@link #clusters}. */
  default Optional<ClusterRecord> cluster(String name) {
    return clusters().stream().filter(cluster -> cluster.name().equals(name)).findFirst();
  }

  /**
   * Launches data nodes beside each other and waits until each is a member of its cluster. The
   * first ones of a cluster form it; later ones join it. Finds and finishes a launch that was
   * interrupted; harmless when they are up.
   *
   * @param log is handed each line of the servers' bootstrap logs as "server: line"
   * @throws dev.slipway.error.SlipwayException {@code NAME_TAKEN} (a server of another site,
   *     cluster or version), {@code NAME_ILLEGAL}, {@code PORT_IN_USE}, {@code DEADLINE_EXCEEDED}
   */
  ClusterRecord launchCluster(ClusterRequest request, Duration deadline, Consumer<String> log);

  /**
   * Refuses what {@link #launchCluster} would refuse, before anything is done.
   *
   * @throws dev.slipway.error.SlipwayException {@code NAME_TAKEN}, {@code NAME_ILLEGAL}, {@code
   *     PORT_IN_USE}, {@code PROGRAM_MISSING}
   */
  void checkCluster(ClusterRequest request);

  /**
   * Stops and deletes data nodes; the others of their cluster forget them. Harmless when they are
   * gone. What the nodes hold is not looked at here.
   */
  void terminateNodes(List<String> names);
}
