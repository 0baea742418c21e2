package dev.slipway.node;

import java.util.function.Consumer;

/** One thing that a server needs. It looks first, so that doing it twice is harmless. */
interface BootstrapStep {

  /** Its word in the log. */
  String name();

  /**
   * @param log is handed what was found and done, a line each
   * @throws dev.slipway.error.SlipwayException when the server cannot come up
   */
  void run(Consumer<String> log);
}
