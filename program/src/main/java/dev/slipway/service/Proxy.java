package dev.slipway.service;

import java.util.List;

/** A reverse proxy in front of the sites. */
public interface Proxy {

  String name();

  /** The servers that the upstream's one server line names now. */
  Endpoint current(String upstream);

  /** Every upstream and its servers, for {@code proxy show}. */
  List<String> show();

  /**
   * Tests the configuration as it lies on disk and what a switch needs of the running proxy: that
   * it heeds the flag on which clients are drained, or lets its server be moved.
   *
   * @throws dev.slipway.error.SlipwayException {@code PROXY_CONFIGURATION}, {@code PROXY_UNPROVEN}
   */
  void test();

  /**
   * Changes only the server line of the upstream, keeps every other byte, tests, and has the
   * running proxy follow: afterwards it sends no further request to the old server. Puts the old
   * file back when the test fails. Where clients are drained, none that is active keeps a
   * connection when the reload comes.
   */
  void switchTo(String upstream, Endpoint server);

  /**
   * Ends what a switch that was cut off left behind, so that clients are served as ever. Harmless
   * at any time but during a switch.
   */
  void settle();

  /** What {@link #switchTo} would change, as a unified diff; changes nothing. */
  String preview(String upstream, Endpoint server);
}
