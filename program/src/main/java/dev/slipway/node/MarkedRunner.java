package dev.slipway.node;

import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.ProcessIdentity;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import dev.slipway.exec.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs the short-lived programs of a bootstrap with a mark in their environment. When the bootstrap
 * is killed, an {@code initdb}, a restore or a build goes on without it; the next bootstrap finds
 * them by the mark and ends them before it does the same again.
 */
final class MarkedRunner implements Runner {
  private static final String MARK = "SLIPWAY_BOOTSTRAP_OF";

  private final Runner runner;
  private final String server;

  MarkedRunner(Runner runner, Path serverFolder) {
    this.runner = runner;
    this.server = serverFolder.toString();
  }

  @Override
  public Result run(Command command, Consumer<String> lines) {
    return runner.run(command.with(MARK, server), lines);
  }

  /**
   * Ends what a killed bootstrap of this server left running.
   *
   * @return how many processes
   */
  int endLeftovers() {
    List<ProcessIdentity> leftovers =
        ProcessHandle.allProcesses()
            .filter(this::marked)
            .flatMap(process -> ProcessIdentity.of(process.pid()).stream())
            .toList();
    leftovers.forEach(process -> Signal.KILL.send(process.pid()));
    leftovers.forEach(process -> Daemons.awaitEnd(process, Duration.ofSeconds(10)));
    return leftovers.size();
  }

  private boolean marked(ProcessHandle process) {
    Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
    try {
      String text = new String(Files.readAllBytes(environment), StandardCharsets.UTF_8);
      return process.pid() != ProcessHandle.current().pid()
          && Stream.of(text.split("\0", -1)).anyMatch((MARK + "=" + server)::equals);
    } catch (IOException e) {
      return false;
    }
  }
}
