package dev.slipway.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What a release waits for.
 *
 * @param indexLag the candidate's index may be that far behind when the switchover begins
 * @param indexDeadline for the candidate's first full index and for little lag after it
 * @param indexStuck an indexer that makes no progress for so long is not waited for any longer
 * @param quietTime the switchover begins only within it; at any time when empty
 * @param quietDeadline the longest wait for the quiet time
 * @param bolus what the old site's indexer is left to finish before the switchover
 * @param soak how long the new site must be healthy before the file indexer goes back on
 * @param tooFewNodes what becomes of a yellow search cluster that has more copies than nodes
 */
public record Gates(
    @Default("2m") Duration indexLag,
    @Default("30m") Duration indexDeadline,
    @Default("5m") Duration indexStuck,
    Optional<QuietTime> quietTime,
    @Default("24h") Duration quietDeadline,
    @Default("{}") Bolus bolus,
    @Default("10s") Duration soak,
    @Default("pass") TooFewNodes tooFewNodes) {

  /**
   * A large round of the old site's indexer. While it runs, it is hard to tell that two sites are
   * the same, so the hand procedure waits for its end.
   *
   * @param documents more than so many to go are a bolus
   * @param deadline the longest wait for its end
   */
  public record Bolus(@Default("1000") int documents, @Default("2h") Duration deadline) {
    public Bolus {
      if (documents < 0) {
        throw new IllegalArgumentException("documents must be 0 or more");
      }
    }
  }

  /** What becomes of a search cluster that has fewer data nodes than its indices want copies. */
  public enum TooFewNodes {
    /** It is yellow for that reason only, and the release goes on. */
    PASS,
    /** The indices get as few copies as the nodes can hold, which makes it green. */
    LOWER,
    /** The release stops. */
    STOP
  }
}
