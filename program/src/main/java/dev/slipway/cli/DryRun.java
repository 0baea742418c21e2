package dev.slipway.cli;

import picocli.CommandLine.Option;

/** The option of every verb that changes something. */
final class DryRun {
  @Option(names = "--dry-run", description = "Say what would be done, and change nothing.")
  private boolean on;

  boolean on() {
    return on;
  }

  /** What is printed as JSON. */
  private record Would(String would) {}

  /** Says what would be done; true when that is all there is to do. */
  boolean says(Screen screen, Output output, String what) {
    if (on) {
      output.print(screen, new Would(what), () -> "would " + what);
    }
    return on;
  }
}
