package dev.slipway.cli;

import dev.slipway.OpenEstate;
import java.nio.file.Path;

/** What every verb is given. */
final class Tools {
  private final Opening opening;
  private final Screen screen;
  private final ErrorLog log = new ErrorLog();

  Tools(Opening opening, Screen screen) {
    this.opening = opening;
    this.screen = screen;
  }

  /** Opens the estate of a file; errors go to its own log from then on. */
  OpenEstate open(Path file) {
    OpenEstate estate = opening.open(file);
    log.in(estate.estate().state());
    return estate;
  }

  Screen screen() {
    return screen;
  }

  ErrorLog log() {
    return log;
  }

  /** Reads an estate file and wires drivers to it. */
  @FunctionalInterface
  interface Opening {
    OpenEstate open(Path file);
  }
}
