package dev.slipway.exec;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run, as data: built by pure functions, tested as exact values. Never a shell string.
 *
 * @param arguments the program and its arguments, each handed over as it is; no secret among them,
 *     since every user of the machine can list them
 * @param environment variables added to the runner's own
 * @param directory where it runs; the runner's own folder when empty
 * @param user the operating system's user it runs as when the runner is root ({@code postgres}: the
 *     servers that refuse root); ignored when the runner is not root
 * @param deadline after which the runner ends it and its children and answers {@code
 *     DEADLINE_EXCEEDED}
 */
public record Command(
    List<String> arguments,
    Map<String, String> environment,
    Optional<Path> directory,
    Optional<String> user,
    Duration deadline) {

  private static final Duration DEFAULT_DEADLINE = Duration.ofMinutes(1);

  public Command {
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("a command needs a program");
    }
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
  }

  /** A command with the default deadline of one minute. */
  public static Command of(String... arguments) {
    return of(List.of(arguments));
  }

  /** A command with the default deadline of one minute. */
  public static Command of(List<String> arguments) {
    return new Command(arguments, Map.of(), Optional.empty(), Optional.empty(), DEFAULT_DEADLINE);
  }

  public Command in(Path directory) {
    return new Command(arguments, environment, Optional.of(directory), user, deadline);
  }

  public Command as(String user) {
    return new Command(arguments, environment, directory, Optional.of(user), deadline);
  }

  public Command within(Duration deadline) {
    return new Command(arguments, environment, directory, user, deadline);
  }

  public Command with(String variable, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(variable, value);
    return new Command(arguments, more, directory, user, deadline);
  }

  /** The program's name without its folder, for messages. */
  public String program() {
    return Path.of(arguments.getFirst()).getFileName().toString();
  }
}
