package dev.slipway.config;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where sites come from.
 *
 * @param network whose addresses the sites of a local one take
 * @param aws where AWS is asked, of a profile of AWS
 * @param instances what AWS is asked for
 * @param user the operating system's user that database servers run as when Slipway is root; the
 *     one who started Slipway otherwise
 * @param ssh how its servers are reached, and which they are when they exist already; of a profile
 *     of AWS, how its instances are
 */
public record Profile(
    Kind provider,
    Optional<LoopbackNetwork> network,
    Optional<AwsSettings> aws,
    Optional<InstanceSettings> instances,
    @Default("postgres") String user,
    @Default("{}") Search search,
    Optional<SshAccess> ssh) {

  public Profile {
    boolean right =
        switch (provider) {
          case LOCAL -> network.isPresent() && none(aws, instances, ssh);
          case AWS -> aws.isPresent() && instances.isPresent() && none(network);
          case SSH -> ssh.isPresent() && none(network, aws, instances);
        };
    if (!right) {
      throw new IllegalArgumentException(
          "provider local has network, provider aws has aws and instances, provider ssh has ssh;"
              + " none has what is another's");
    }
    ssh.ifPresent(access -> checkServers(provider, access));
  }

  private static void checkServers(Kind provider, SshAccess access) {
    if (provider == Kind.SSH && access.servers().isEmpty()) {
      throw new IllegalArgumentException("ssh must have at least one of servers");
    }
    if (provider == Kind.AWS && !access.servers().isEmpty()) {
      throw new IllegalArgumentException("ssh needs no servers: they are the profile's instances");
    }
  }

  private static boolean none(Optional<?>... parts) {
    return Stream.of(parts).noneMatch(Optional::isPresent);
  }

  /** What kind of machines. */
  public enum Kind {
    /** Processes on this machine, on loopback addresses. */
    LOCAL,
    /** Instances of EC2. */
    AWS,
    /** Servers that exist already, reached by SSH. */
    SSH
  }

  /**
   * The search node of a site.
   *
   * @param heap of its JVM
   * @param replicas copies of every index beside the primary one
   * @param replicasWhileIndexing the same as long as a candidate's first index is made: each makes
   *     that slower, and lets it go on when a data node is lost
   */
  public record Search(
      @Default("192m") DataSize heap,
      @Default("0") int replicas,
      @Default("0") int replicasWhileIndexing) {
    public Search {
      if (replicas < 0) {
        throw new IllegalArgumentException("replicas must be 0 or more");
      }
      if (replicasWhileIndexing < 0 || replicasWhileIndexing > replicas) {
        throw new IllegalArgumentException("replicasWhileIndexing must be 0 to replicas");
      }
    }

    /** As a manifest says it. */
    public int heapMegabytes() {
      return (int) (heap.bytes() >> 20);
    }
  }
}
