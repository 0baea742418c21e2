package dev.slipway.provider.ssh;

import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Result;
import dev.slipway.node.BootstrapResult;
import dev.slipway.node.ServerManifest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A server of a site, brought up and down over there.
 *
 * @param slipway the program there
 */
record RemoteNode(SshServer server, Path slipway, ServerManifest manifest) {
  private static final Duration GRACE = Duration.ofMinutes(1);
  private static final Duration DOWN = Duration.ofMinutes(10);

  /**
   * Returns when the server is up. The bootstrap goes on over there when the connection breaks, and
   * the next call finds it.
   *
   * @throws SlipwayException what the bootstrap failed with, {@code DEADLINE_EXCEEDED}
   */
  void up(Duration deadline, Consumer<String> log) {
    String mark = manifest.server() + ": ";
    log.accept(mark + "on " + server.place().name());
    List<String> options =
        List.of("--detached", "--deadline", deadline.toMillis() + "ms", "--output", "json");
    Result result =
        server
            .machine()
            .run(
                command("up", options).within(deadline.plus(GRACE)),
                line -> {
                  if (line.startsWith(mark)) {
                    log.accept(line);
                  }
                });
    if (!result.succeeded()) {
      throw BootstrapResult.parse(result.output())
          .flatMap(BootstrapResult::error)
          .orElseGet(() -> server.failed(result, "bring up " + manifest.server()));
    }
  }

  void down() {
    Result result = server.machine().run(command("down", List.of()).within(DOWN));
    if (!result.succeeded()) {
      throw server.failed(result, "stop " + manifest.server());
    }
  }

  private Command command(String verb, List<String> options) {
    List<String> words = List.of(slipway.toString(), "node", verb, file());
    return Command.of(Stream.concat(words.stream(), options.stream()).toList())
        .with("JAVA_HOME", manifest.host().javaHome().toString())
        .as(SshServer.ROOT);
  }

  private String file() {
    return manifest.files().manifest().toString();
  }
}
