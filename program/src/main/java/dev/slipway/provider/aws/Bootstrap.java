package dev.slipway.provider.aws;

import dev.slipway.service.ClusterRequest;
import dev.slipway.service.Endpoint;
import dev.slipway.service.SiteRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Gets an instance from its first start to a server that is up. */
public interface Bootstrap {

  /** What an instance does when it first starts, in Base64; its address is not known yet. */
  String userData(ServerFacts server);

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
