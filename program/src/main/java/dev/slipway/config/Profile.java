package dev.slipway.config;

/**
 * Where sites come from.
 *
 * @param network whose addresses the sites take
 * @param user the operating system's user that database servers run as when Slipway is root; the
 *     one who started Slipway otherwise
 */
public record Profile(
    Kind provider,
    LoopbackNetwork network,
    @Default("postgres") String user,
    @Default("{}") Search search) {

  /** What kind of machines. */
  public enum Kind {
    /** Processes on this machine, on loopback addresses. */
    LOCAL
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
  }
}
