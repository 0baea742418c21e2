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
   * Tests the configuration as it lies on disk and, where clients are drained before a reload, that
   * the proxy heeds the flag for it.
   *
   * @throws dev.slipway.error.SlipwayException {@code PROXY_CONFIGURATION}, {@code PROXY_UNPROVEN}
   */
  void test();

  /**
   * Changes only the server line of the upstream, keeps every other byte, tests, reloads, and waits
   * until no old worker takes requests. Puts the old file back when the test fails. Where clients
   * are drained, none that is active keeps a connection when the reload comes.
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
