package dev.slipway.demo;

import java.time.Duration;

/**
 * A data node that was killed, and what came of it.
 *
 * @param replacement the node that has its place now
 * @param during the step of the release
 * @param seen how the cluster was when it had noticed, in one line
 * @param noticed how long that took
 * @param whole how long it took from the kill until every copy was there again
 */
public record NodeKill(
    String node,
    String replacement,
    String during,
    String seen,
    Duration noticed,
    Duration whole) {}
