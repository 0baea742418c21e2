package dev.slipway.cli;

import dev.slipway.SiteServer;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.node.Manifest;
import dev.slipway.node.ManifestFile;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import picocli.CommandLine.Command;

/** Works on one server for a controller that is elsewhere. */
@Command(
    name = "serve",
    description = {
      "Work on this server, the master of a site, for a Slipway on another machine, which starts",
      "this over SSH and talks with it by lines of JSON on standard input and output. It ends",
      "when its input does.%n"
    },
    footer = {"", "Example:", "  slipway node serve state/servers/v42-b/manifest.json"})
final class NodeServe extends NodeVerb<Manifest> {

  NodeServe(Tools tools) {
    super(tools, ManifestFile::readMaster);
  }

  @Override
  void run(Manifest manifest) {
    OutputStream answers = new FileOutputStream(FileDescriptor.out);
    // Whatever is printed by chance is no answer.
    System.setOut(System.err);
    try (SiteServer server = new SiteServer(file(), manifest)) {
      server.serve(System.in, answers);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SlipwayException(ErrorCode.INTERRUPTED, "interrupted while it served", "", e);
    }
  }
}
