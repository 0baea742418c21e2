package dev.slipway.config;

import java.util.Optional;

/**
 * Where sites come from.
 *
 * @param network whose addresses the sites of a local one take
 * @param aws where AWS is asked, of a profile of AWS
 * @param instances what AWS is asked for
 * @param user the operating system's user that database servers run as when Slipway is root; the
 *     one who started Slipway otherwise
 */
public record Profile(
    Kind provider,
    Optional<LoopbackNetwork> network,
    Optional<AwsSettings> aws,
    Optional<InstanceSettings> instances,
    @Default("postgres") String user,
    @Default("{}") Search search) {

  public Profile {
    boolean local = provider == Kind.LOCAL;
    if (network.isPresent() != local
        || aws.isPresent() == local
        || instances.isPresent() == local) {
      throw new IllegalArgumentException(
          "provider local has network and neither aws nor instances, provider aws has both of them"
              + " and no network");
    }
  }

  /** What kind of machines. */
  public enum Kind {
    /** Processes on this machine, on loopback addresses. */
    LOCAL,
    /** Instances of EC2. */
    AWS
  }

  /**
   * The search node of a site.
   *
   * @param heap of its JVM
   * @param replicas copies of every index beside the primary one
   */
  public record Search(@Default("192m") DataSize heap, @Default("0") int replicas) {
    public Search {
      if (replicas < 0) {
        throw new IllegalArgumentException("replicas must be 0 or more");
      }
    }

    /** As a manifest says it. */
    public int heapMegabytes() {
      return (int) (heap.bytes() >> 20);
    }
  }
}
