package dev.slipway.provider.aws;

import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRequest;
import dev.slipway.service.SiteRole;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Gets an instance from its first start to a server that is up. */
public interface Bootstrap {

  /** What an instance does when it first starts, in Base64; its address is not known yet. */
  String userData(ServerFacts server);

  /**
   * Before instances of these names are launched: what they fetch is there, and nothing is that
   * former ones of the same names left.
   *
   * @throws dev.slipway.error.SlipwayException {@code PROGRAM_MISSING}, or the object store's
   */
  void prepare(List<String> servers);

  /** After instances of these names have ended. */
  void forget(List<String> servers);

  /** The public host key that a server published; empty before it has. */
  Optional<String> hostKey(String server);

  /** From its next start on the server has this role. */
  void assign(String server, SiteRole role);

  /**
   * Returns when the site's master is up and its application healthy. Harmless when it is.
   *
   * @param seeds where the data nodes of its cluster talk with each other
   * @throws dev.slipway.error.SlipwayException the bootstrap's own, or {@code DEADLINE_EXCEEDED}
   */
  void master(
      SiteRequest request,
      AwsServer master,
      List<Endpoint> seeds,
      Duration deadline,
      Consumer<String> log);

  /** Returns when each data node is a member of its cluster. Harmless when they are. */
  void nodes(
      ClusterRequest request,
      List<AwsServer> nodes,
      Members members,
      Duration deadline,
      Consumer<String> log);

  /**
   * The data nodes of a cluster.
   *
   * @param seeds where all of them talk with each other
   * @param founders names of those that form it; none when it was formed before
   */
  record Members(List<Endpoint> seeds, List<String> founders) {}
}
