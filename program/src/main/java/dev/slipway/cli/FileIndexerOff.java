package dev.slipway.cli;

import picocli.CommandLine.Command;

/** Switches the follow-up indexer off. */
@Command(
    name = "off",
    description = "Switch the follow-up indexer of a site off.%n",
    footer = {"", "Example:", "  slipway file-indexer off --site v42-b"})
final class FileIndexerOff extends FileIndexerSwitch {
  FileIndexerOff(Tools tools) {
    super(tools, false);
  }
}
