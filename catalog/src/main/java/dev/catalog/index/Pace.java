package dev.catalog.index;

import java.time.Duration;

/**
 * How hard an indexer works.
 *
 * @param pageDocuments documents read in one transaction and sent in one bulk request, at most
 * @param pageBytes bytes of one bulk request, about
 * @param inFlight bulk requests under way at once; memory is bounded by (inFlight + 1) pages
 * @param checkpointDocuments after how many documents of a round its place is stored
 * @param rest how long to wait after a page
 */
public record Pace(
    int pageDocuments, int pageBytes, int inFlight, int checkpointDocuments, Duration rest) {

  /** As fast as it goes. */
  public static final Pace FAST = new Pace(1_000, 2 << 20, 3, 20_000, Duration.ZERO);

  /** Slow and steady: a few documents, their place stored, a rest. */
  public static final Pace STEADY = new Pace(25, 1 << 20, 1, 25, Duration.ofMillis(250));
}
