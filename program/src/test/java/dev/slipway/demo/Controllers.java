package dev.slipway.demo;

import dev.slipway.cli.KilledController;
import dev.slipway.drill.KillPoint;
import dev.slipway.node.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Controllers of one estate, each a process of its own, one after the other.
 *
 * @param estate the estate file
 * @param log where they all write
 */
record Controllers(Path estate, Path log) {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** A controller that runs to its end. */
  int run(List<String> verb) {
    return run(verb, "dev.slipway.cli.Main", List.of(), Map.of());
  }

  /** A controller that kills itself there, unless it ends before. */
  int runKilled(List<String> verb, KillPoint point) {
    String where = "-D" + KilledController.WHERE + "=" + point;
    return run(verb, KilledController.class.getName(), List.of(where), Map.of());
  }

  /** A controller that finds other programs than usual first. */
  int runWithPrograms(List<String> verb, Path programs) {
    String path = programs + ":" + System.getenv("PATH");
    return run(verb, "dev.slipway.cli.Main", List.of(), Map.of("PATH", path));
  }

  private int run(
      List<String> verb, String main, List<String> options, Map<String, String> environment) {
    List<String> all = new ArrayList<>(options);
    all.add("-Xmx256m");
    List<String> arguments = new ArrayList<>(verb);
    arguments.addAll(List.of("--estate", estate.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(JavaProgram.here(all, main).with(arguments))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return end(builder);
  }

  private static int end(ProcessBuilder builder) {
    try {
      Process process = builder.start();
      try {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          throw new AssertionError("a controller was not done within " + PATIENCE);
        }
        return process.exitValue();
      } finally {
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** What they all said. */
  String said() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
