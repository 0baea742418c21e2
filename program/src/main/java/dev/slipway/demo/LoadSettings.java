package dev.slipway.demo;

import java.net.URI;
import java.time.Duration;

/**
 * Who writes and reads while a release runs.
 *
 * @param site where requests are sent: the main proxy
 * @param run begins every accession, so that a second load on the same database makes others
 * @param writers each writes in a total order: its next write begins when its last was answered
 * @param writesPerSecond of each writer, when answers come in time
 * @param readers each reads what the writers were told is written, and listings
 * @param readsPerSecond of each reader
 * @param patience after which a request counts as failed; longer than any hold may last
 */
public record LoadSettings(
    URI site,
    String run,
    int writers,
    int writesPerSecond,
    int readers,
    int readsPerSecond,
    Duration patience) {

  /** Eight writers at 50 writes a second each and eight readers. */
  public static LoadSettings of(URI site, String run) {
    return new LoadSettings(site, run, 8, 50, 8, 25, Duration.ofSeconds(20));
  }

  /** A fifth of that: beside eight search nodes, a small machine has no room for more. */
  static LoadSettings besideClusters(URI site, String run) {
    return new LoadSettings(site, run, 4, 20, 4, 10, Duration.ofSeconds(20));
  }
}
