package dev.slipway.exec;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A command made ready for this machine: its program found, its user switched to. */
final class Invocation {
  /** Where Debian keeps servers; not on the search path of an ordinary user. */
  private static final List<String> SERVER_FOLDERS = List.of("/usr/local/sbin", "/usr/sbin");

  private Invocation() {}

  /**
   * @throws SlipwayException {@code PROGRAM_MISSING}; asked here, because {@code setpriv} would
   *     only report a missing program as exit code 127
   */
  static ProcessBuilder of(Command command, List<String> prefix) {
    List<String> arguments = new ArrayList<>(prefix);
    Optional<String> user = command.user().filter(Invocation::mustSwitch);
    user.ifPresent(name -> arguments.addAll(switchTo(name)));
    arguments.add(find(command).toString());
    arguments.addAll(command.arguments().subList(1, command.arguments().size()));
    ProcessBuilder builder = new ProcessBuilder(arguments);
    // The home of root is closed to the user switched to; without HOME programs ask the system.
    user.ifPresent(name -> builder.environment().remove("HOME"));
    builder.environment().putAll(command.environment());
    builder.directory(command.directory().map(Path::toFile).orElse(null));
    builder.redirectInput(new File("/dev/null"));
    return builder;
  }

  static Process start(Command command, ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new SlipwayException(
          ErrorCode.COMMAND_FAILED,
          "%s did not start: %s".formatted(command.program(), e.getMessage()),
          "check that its folder exists and that memory is left",
          e);
    }
  }

  private static boolean mustSwitch(String user) {
    return Ownership.root() && !user.equals("root");
  }

  private static List<String> switchTo(String user) {
    return List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--init-groups", "--");
  }

  private static Path find(Command command) {
    String program = command.arguments().getFirst();
    return candidates(command, program)
        .filter(path -> Files.isExecutable(path) && !Files.isDirectory(path))
        .findFirst()
        .orElseThrow(
            () ->
                new SlipwayException(
                    ErrorCode.PROGRAM_MISSING,
                    "there is no program " + program + " on this machine",
                    "install its package, or name its folder in the estate file"));
  }

  private static Stream<Path> candidates(Command command, String program) {
    if (program.contains("/")) {
      Path folder = command.directory().orElse(Path.of("")).toAbsolutePath();
      return Stream.of(folder.resolve(program));
    }
    String path =
        command.environment().getOrDefault("PATH", System.getenv().getOrDefault("PATH", ""));
    return Stream.concat(Stream.of(path.split(":", -1)), SERVER_FOLDERS.stream())
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program));
  }
}
