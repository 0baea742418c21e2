package dev.slipway.service;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
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
   * @throws SlipwayException {@code USAGE} when there is none
   */
  Machine open(String name);

  /** The error for a name that none of them has. */
  default SlipwayException unknown(String name) {
    return new SlipwayException(
        ErrorCode.USAGE,
        "the profile has no server " + name,
        "it has " + String.join(", ", names()));
  }

  @Override
  void close();
}
