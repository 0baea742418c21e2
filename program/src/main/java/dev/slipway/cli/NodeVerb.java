package dev.slipway.cli;

import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.node.ManifestFile;
import dev.slipway.node.ServerManifest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;

/** What all verbs of one server have in common: its manifest. They know no estate. */
abstract class NodeVerb implements Callable<Integer> {
  @Parameters(paramLabel = "MANIFEST", description = "The server's manifest.json.")
  private Path file;

  private final Tools tools;

  NodeVerb(Tools tools) {
    this.tools = tools;
  }

  @Override
  public final Integer call() {
    ServerManifest manifest = ManifestFile.read(file);
    tools.log().in(manifest.host().folder());
    run(manifest, new LocalRunner(), new Daemons());
    return 0;
  }

  /** Does it and prints what came of it; whatever goes wrong is thrown. */
  abstract void run(ServerManifest manifest, LocalRunner runner, Daemons daemons);

  final Screen screen() {
    return tools.screen();
  }
}
