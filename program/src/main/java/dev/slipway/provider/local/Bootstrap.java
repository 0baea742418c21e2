package dev.slipway.provider.local;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Ownership;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Runner;
import dev.slipway.node.BootstrapResult;
import dev.slipway.node.JavaProgram;
import dev.slipway.node.NodeDown;
import dev.slipway.node.NodeMain;
import dev.slipway.node.ServerManifest;
import dev.slipway.node.SiteFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * One run of {@code node up} as a process that outlives the controller: started, or found running,
 * and followed to its end.
 */
final class Bootstrap {
  private final ServerManifest manifest;
  private final SiteFiles files;
  private final Runner runner;
  private final Daemons daemons;

  Bootstrap(ServerManifest manifest, Runner runner, Daemons daemons) {
    this.manifest = manifest;
    this.files = manifest.files();
    this.runner = runner;
    this.daemons = daemons;
  }

  /**
   * Returns when the server is up.
   *
   * @throws SlipwayException what the bootstrap failed with; {@code DEADLINE_EXCEEDED}, and then
   *     the server is taken down
   */
  void follow(Duration deadline, Consumer<String> log) {
    var last = new AtomicReference<>("");
    var tail =
        new LogTail(
            files.bootstrapLog(),
            line -> {
              last.set(line);
              log.accept(server() + ": " + line);
            });
    ProcessIdentity process = start();
    awaitEnd(process, tail, deadline, last);
    tail.pass();
    conclude(last.get());
  }

  private ProcessIdentity start() {
    Ownership.createFolder(files.run(), System.getProperty("user.name"));
    Path pidFile = files.pidFile(NodeMain.PROCESS);
    if (daemons.running(pidFile).isEmpty()) {
      AtomicFile.remove(files.bootstrapResult());
    }
    var program =
        new JavaProgram(manifest.host().javaHome(), List.of("-Xmx128m"), NodeMain.class.getName());
    Command command =
        Command.of(program.with(List.of(files.manifest().toString()))).in(files.folder());
    return daemons.start(command, pidFile, files.run().resolve("bootstrap.output"));
  }

  private void awaitEnd(
      ProcessIdentity process, LogTail tail, Duration deadline, AtomicReference<String> last) {
    try {
      Await.of("server " + server(), deadline)
          .untilTrue(
              () -> {
                tail.pass();
                return !process.alive();
              });
    } catch (SlipwayException e) {
      if (e.code() == ErrorCode.DEADLINE_EXCEEDED) {
        new NodeDown(manifest, runner, daemons).run(line -> {});
        throw tooLate(deadline, last.get());
      }
      throw e;
    }
  }

  private void conclude(String last) {
    BootstrapResult result =
        BootstrapResult.read(files.bootstrapResult()).orElseThrow(() -> killed(last));
    if (result.error().isPresent()) {
      SlipwayException error = result.error().get();
      throw new SlipwayException(
          error.code(), server() + ": " + error.getMessage(), error.hint(), error);
    }
  }

  private SlipwayException tooLate(Duration deadline, String last) {
    return new SlipwayException(
        ErrorCode.DEADLINE_EXCEEDED,
        "%s was not up within %d s; its log ends with: %s"
            .formatted(server(), deadline.toSeconds(), last),
        "its processes were stopped; launching it again goes on where it was");
  }

  private SlipwayException killed(String last) {
    return new SlipwayException(
        ErrorCode.COMMAND_FAILED,
        "the bootstrap of %s was ended from outside; its log ends with: %s"
            .formatted(server(), last),
        "launching it again goes on where it was; see also " + files.run());
  }

  private String server() {
    return manifest.server();
  }
}
