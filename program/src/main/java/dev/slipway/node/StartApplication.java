package dev.slipway.node;

import dev.slipway.config.AppDescriptor;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.exec.Await;
import dev.slipway.exec.Command;
import dev.slipway.exec.Daemons;
import dev.slipway.exec.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** The application's process, and its health. */
record StartApplication(Manifest manifest, AppDescriptor descriptor, Daemons daemons)
    implements BootstrapStep {
  private static final Duration HEALTHY = Duration.ofMinutes(2);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "application";
  }

  @Override
  public void run(Consumer<String> log) {
    Optional<ProcessIdentity> process = descriptor.start().map(this::start);
    URI health =
        URI.create("http://" + manifest.applicationEndpoint() + descriptor.health().path());
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER).build()) {
      Await.of("health at " + health, HEALTHY)
          .untilTrue(() -> process.filter(p -> !p.alive()).isPresent() || healthy(client, health));
    }
    if (process.filter(p -> !p.alive()).isPresent()) {
      throw ended();
    }
    log.accept("is healthy at " + health);
  }

  private ProcessIdentity start(AppDescriptor.Start start) {
    SiteFiles files = manifest.files();
    Command command = Command.of(start.command()).in(files.app());
    for (var variable : new ServerParts(manifest).environment(descriptor).entrySet()) {
      command = command.with(variable.getKey(), variable.getValue());
    }
    return daemons.start(command, files.pidFile(ServerProcesses.APPLICATION), files.appOutput());
  }

  private static boolean healthy(HttpClient client, URI health) {
    try {
      var request = HttpRequest.newBuilder(health).timeout(ANSWER).build();
      int status = client.send(request, BodyHandlers.discarding()).statusCode();
      if (status / 100 != 2) {
        throw new SlipwayException(
            ErrorCode.APPLICATION_UNHEALTHY, health + " answers " + status, "");
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SlipwayException(ErrorCode.INTERRUPTED, "interrupted", "", e);
    }
  }

  private SlipwayException ended() {
    Path output = manifest.files().appOutput();
    return new SlipwayException(
        ErrorCode.APPLICATION_UNHEALTHY,
        "the application ended while starting: " + BootstrapLog.lastLine(output),
        "read " + output + " and the application's own logs beside it");
  }
}
