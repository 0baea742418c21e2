package dev.slipway.cli;

import dev.slipway.node.Manifest;
import dev.slipway.node.ManifestFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Parameters;

/** What the verbs have in common that work on a site's master from its manifest: no estate. */
abstract class MasterVerb implements Callable<Integer> {
  @Parameters(paramLabel = "MANIFEST", description = "The manifest.json of a site's master.")
  private Path file;

  private final Tools tools;

  MasterVerb(Tools tools) {
    this.tools = tools;
  }

  @Override
  public final Integer call() {
    Manifest manifest = ManifestFile.readMaster(file);
    tools.log().in(manifest.host().folder());
    run(file, manifest);
    return 0;
  }

  /** Does it and prints what came of it; whatever goes wrong is thrown. */
  abstract void run(Path file, Manifest manifest);

  final Screen screen() {
    return tools.screen();
  }
}
