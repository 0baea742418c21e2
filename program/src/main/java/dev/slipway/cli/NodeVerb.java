package dev.slipway.cli;

import dev.slipway.exec.Daemons;
import dev.slipway.exec.LocalRunner;
import dev.slipway.node.ServerManifest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Parameters;

/**
 * What all verbs of one server have in common: its manifest. They know no estate.
 *
 * @param <M> whose: any server's, or that of a site's master
 */
abstract class NodeVerb<M extends ServerManifest> implements Callable<Integer> {
  @Parameters(paramLabel = "MANIFEST", description = "The server's manifest.json.")
  private Path file;

  private final Tools tools;
  private final Function<Path, M> reading;
  private final LocalRunner runner = new LocalRunner();
  private final Daemons daemons = new Daemons();

  NodeVerb(Tools tools, Function<Path, M> reading) {
    this.tools = tools;
    this.reading = reading;
  }

  @Override
  public final Integer call() {
    M manifest = reading.apply(file);
    tools.log().in(manifest.host().folder());
    run(manifest);
    return 0;
  }

  /** Does it and prints what came of it; whatever goes wrong is thrown. */
  abstract void run(M manifest);

  /** Where the manifest lies. */
  final Path file() {
    return file;
  }

  final LocalRunner runner() {
    return runner;
  }

  final Daemons daemons() {
    return daemons;
  }

  final Screen screen() {
    return tools.screen();
  }
}
