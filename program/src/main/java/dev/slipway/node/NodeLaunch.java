package dev.slipway.node;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.AtomicFile;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.Ownership;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code node up} as a process that outlives the one that launched it: started, or found running,
 * and followed to its end.
 */
public final class NodeLaunch {
  private final ServerManifest manifest;
  private final SiteFiles files;
  private final Runner runner;
  private final Daemons daemons;

  public NodeLaunch(ServerManifest manifest, Runner runner, Daemons daemons) {
    this.manifest = manifest;
    this.files = manifest.files();
    this.runner = runner;
    this.daemons = daemons;
  }

  /**
   * Returns when the server is up.
   *
   * @param log is handed each line of its bootstrap log as "server: line"
   * @throws SlipwayException what the bootstrap failed with; {@code DEADLINE_EXCEEDED}, and then
   *     the server is taken down
   */
  public void run(Duration deadline, Consumer<String> log) {
    if (manifest instanceof DataManifest && serves()) {
      log.accept(server() + ": runs already");
    } else {
      follow(deadline, log);
    }
  }

  /**
   * A data node that was brought up and still runs: whether its cluster has it, the master asks.
   */
  private boolean serves() {
    return BootstrapResult.read(files.bootstrapResult())
            .filter(result -> result.error().isEmpty())
            .isPresent()
        && new NodeStatus(manifest, runner, daemons)
            .entries().stream().allMatch(entry -> entry.pid().isPresent());
  }

  private void follow(Duration deadline, Consumer<String> log) {
    ServerLogs logs = new ServerLogs(manifest, log);
    ProcessIdentity process = start();
    awaitEnd(process, logs, deadline);
    logs.pass();
    conclude(logs);
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
    return daemons.start(command, pidFile, files.bootstrapOutput());
  }

  private void awaitEnd(ProcessIdentity process, ServerLogs logs, Duration deadline) {
    try {
      Await.of("server " + server(), deadline)
          .untilTrue(
              () -> {
                logs.pass();
                return !process.alive();
              });
    } catch (SlipwayException e) {
      if (e.code() == ErrorCode.DEADLINE_EXCEEDED) {
        new NodeDown(manifest, runner, daemons).run(line -> {});
        throw tooLate(deadline, logs);
      }
      throw e;
    }
  }

  private void conclude(ServerLogs logs) {
    BootstrapResult result =
        BootstrapResult.read(files.bootstrapResult()).orElseThrow(() -> killed(logs));
    if (result.error().isPresent()) {
      SlipwayException error = result.error().get();
      String message = server() + ": " + error.getMessage();
      throw new SlipwayException(error.code(), message + logs.reason(message), error.hint(), error);
    }
  }

  private SlipwayException tooLate(Duration deadline, ServerLogs logs) {
    return ended(
        ErrorCode.DEADLINE_EXCEEDED,
        "%s was not up within %d s".formatted(server(), deadline.toSeconds()),
        logs,
        "its processes were stopped; launching it again goes on where it was");
  }

  private SlipwayException killed(ServerLogs logs) {
    return ended(
        ErrorCode.COMMAND_FAILED,
        "the bootstrap of %s was ended from outside".formatted(server()),
        logs,
        "launching it again goes on where it was; see also " + files.run());
  }

  private static SlipwayException ended(ErrorCode code, String what, ServerLogs logs, String hint) {
    String message = "%s; its log ends with: %s".formatted(what, logs.tail());
    return new SlipwayException(code, message + logs.reason(message), hint);
  }

  private String server() {
    return manifest.server();
  }
}
