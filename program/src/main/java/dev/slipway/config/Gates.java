package dev.slipway.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What a release waits for.
 *
 * @param indexLag the candidate's index may be that far behind when the switchover begins
 * @param indexDeadline for the candidate's first full index
 * @param quietTime the switchover begins only within it; at any time when empty
 * @param soak how long the new site must be healthy before the file indexer goes back on
 */
public record Gates(
    @Default("2m") Duration indexLag,
    @Default("30m") Duration indexDeadline,
    Optional<QuietTime> quietTime,
    @Default("10s") Duration soak) {}
