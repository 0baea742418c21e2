package dev.slipway.driver.git;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Result;
import dev.slipway.exec.Runner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The {@code git} program in one repository. It never asks anybody anything. */
record Git(Runner runner, Path repository, Map<String, String> environment, Duration deadline) {

  /** Git, ssh and their helpers find a program that answers every question with nothing. */
  private static final Map<String, String> QUIET =
      Map.of(
          "GIT_TERMINAL_PROMPT", "0",
          "GIT_ASKPASS", "true",
          "SSH_ASKPASS", "true",
          "SSH_ASKPASS_REQUIRE", "force",
          "LC_ALL", "C");

  static Git in(Path repository, Runner runner, Duration deadline) {
    return new Git(runner, repository, QUIET, deadline);
  }

  Git with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(environment);
    all.putAll(more);
    return new Git(runner, repository, all, deadline);
  }

  /** Runs it, whatever its exit code. */
  Result run(String... arguments) {
    List<String> all = new ArrayList<>(List.of("git"));
    all.addAll(List.of(arguments));
    return runner.run(
        new Command(all, environment, Optional.of(repository), Optional.empty(), deadline));
  }

  /**
   * Runs it and answers with what it printed.
   *
   * @throws SlipwayException {@code COMMAND_FAILED} with git's own first complaint: its last line
   *     is often advice
   */
  String check(String... arguments) {
    Result result = run(arguments);
    if (!result.succeeded()) {
      throw failed(arguments[0], result);
    }
    return result.output().strip();
  }

  /** A question that git answers with exit code 0 for yes and 1 for no. */
  boolean asks(String... arguments) {
    Result result = run(arguments);
    if (result.exitCode() > 1) {
      throw failed(arguments[0], result);
    }
    return result.succeeded();
  }

  static SlipwayException failed(String verb, Result result) {
    String complaint =
        result
            .errors()
            .lines()
            .filter(line -> line.startsWith("fatal:") || line.startsWith("error:"))
            .findFirst()
            .orElse(result.lastLine());
    return new SlipwayException(
        ErrorCode.COMMAND_FAILED,
        "git %s ended with exit code %d: %s".formatted(verb, result.exitCode(), complaint),
        "check the origin's URL in the estate file and this user's rights on it");
  }
}
