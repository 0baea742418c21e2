package dev.slipway.service;

import java.util.List;

/** The servers of a profile that exist already. */
public interface Machines extends AutoCloseable {

  /** In the order of the estate. */
  List<String> names();

  /** Where a server is reached, for a table. */
  String address(String name);

  /**
   * The machine of that name; the caller closes it. Nothing is connected before it is asked for
   * something.
   *
   * @throws dev.slipway.error.SlipwayException {@code USAGE} when there is none
   */
  Machine open(String name);

  @Override
  void close();
}
