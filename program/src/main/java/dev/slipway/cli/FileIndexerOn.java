package dev.slipway.cli;

import picocli.CommandLine.Command;

/** Switches the follow-up indexer on. */
@Command(
    name = "on",
    description = "Switch the follow-up indexer of a site on.%n",
    footer = {"", "Example:", "  slipway file-indexer on --site v42-b"})
final class FileIndexerOn extends FileIndexerSwitch {
  FileIndexerOn(Tools tools) {
    super(tools, true);
  }
}
