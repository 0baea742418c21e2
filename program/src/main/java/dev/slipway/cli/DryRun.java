package dev.slipway.cli;

import picocli.CommandLine.Option;

/** The option of every verb that changes something. */
final class DryRun {
  @Option(names = "--dry-run", description = "Say what would be done, and change nothing.")
  private boolean on;

  boolean on() {
    return on;
  }

  /** Says what would be done; true when that is all there is to do. */
  boolean says(Screen screen, String what) {
    if (on) {
      screen.result("would " + what);
    }
    return on;
  }
}
