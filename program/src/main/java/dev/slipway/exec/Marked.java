package dev.slipway.exec;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Runs programs with a mark in their environment, which their children inherit. When whoever runs
 * them is killed, they go on without it; whoever comes next finds them by the mark and ends them
 * before it does the same again.
 *
 * @param name of the environment's variable
 */
public record Marked(Runner runner, String name, String value) implements Runner {
  private static final Duration END = Duration.ofSeconds(10);

  @Override
  public Result run(Command command, Consumer<String> lines) {
    return runner.run(command.with(name, value), lines);
  }

  /**
   * Ends the processes that carry the mark with such a value, at once, and waits until they are
   * gone. Never this process.
   *
   * @return how many
   */
  public static int end(String name, Predicate<String> value) {
    List<ProcessIdentity> found =
        ProcessHandle.allProcesses()
            .filter(process -> process.pid() != ProcessHandle.current().pid())
            .filter(process -> values(process, name + "=").anyMatch(value))
            .flatMap(process -> ProcessIdentity.of(process.pid()).stream())
            .toList();
    found.forEach(process -> Signal.KILL.send(process.pid()));
    found.forEach(process -> Daemons.awaitEnd(process, END));
    return found.size();
  }

  private static Stream<String> values(ProcessHandle process, String prefix) {
    Path environment = Path.of("/proc", Long.toString(process.pid()), "environ");
    try {
      String text = new String(Files.readAllBytes(environment), StandardCharsets.UTF_8);
      return Stream.of(text.split("\0", -1))
          .filter(variable -> variable.startsWith(prefix))
          .map(variable -> variable.substring(prefix.length()));
    } catch (IOException e) {
      return Stream.empty();
    }
  }
}
