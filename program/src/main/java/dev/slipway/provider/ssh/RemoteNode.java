package dev.slipway.provider.ssh;

import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Command;
import dev.slipway.exec.Result;
import dev.slipway.node.BootUnit;
import dev.slipway.node.BootstrapResult;
import dev.slipway.node.ServerManifest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A server of a site, brought up and down over there.
 *
 * @param program that is there
 */
record RemoteNode(SshServer server, Path program, ServerManifest manifest) {
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
    if (!unit().install(new BootUnit(node("up"), Optional.of(file())))) {
      log.accept(mark + "without systemd nothing brings it up when its machine is started again");
    }
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

  /** It stays down when its machine is started again. */
  void down() {
    unit().remove();
    Result result = server.machine().run(command("down", List.of()).within(DOWN));
    if (!result.succeeded()) {
      throw server.failed(result, "stop " + manifest.server());
    }
  }

  private ServerUnit unit() {
    return new ServerUnit(server, manifest.server());
  }

  private Command command(String verb, List<String> options) {
    return Command.of(Stream.concat(node(verb).stream(), options.stream()).toList())
        .as(SshServer.ROOT);
  }

  private List<String> node(String verb) {
    return Stream.concat(slipway().stream(), Stream.of("node", verb, file().toString())).toList();
  }

  /** Slipway there, for who has no environment of its own: a login's, cron's, systemd's. */
  List<String> slipway() {
    return List.of("/usr/bin/env", "JAVA_HOME=" + manifest.host().javaHome(), program.toString());
  }

  private Path file() {
    return manifest.files().manifest();
  }
}
