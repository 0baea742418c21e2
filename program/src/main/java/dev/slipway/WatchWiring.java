package dev.slipway;

import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.node.JavaProgram;
import dev.slipway.node.Manifest;
import dev.slipway.release.OtherSite;
import dev.slipway.release.watch.WatchProcess;
import java.nio.file.Path;
import java.util.List;

/**
 * The watch beside the pooler of a site whose master is this machine: started from the class path
 * of this program, and its traces lie with the site's own.
 *
 * @param file where the manifest lies
 */
record WatchWiring(Path file, Manifest manifest, Daemons daemons) {

  WatchProcess watch(HoldWatchMain.Of what, OtherSite other) {
    Path run = manifest.files().run();
    Path outcome = run.resolve("hold-watch.outcome");
    JavaProgram program = JavaProgram.here(List.of("-Xmx64m"), HoldWatchMain.class.getName());
    return new WatchProcess(
        Command.of(program.with(HoldWatchMain.arguments(what, outcome, file, other))),
        new WatchProcess.Traces(
            manifest.files().pidFile("hold-watch"), run.resolve("hold-watch.log"), outcome),
        daemons);
  }
}
