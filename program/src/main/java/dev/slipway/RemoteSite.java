package dev.slipway;

import dev.slipway.channel.Far;
import dev.slipway.exec.Command;
import dev.slipway.release.SiteServices;
import dev.slipway.service.RemoteServer;
import java.util.List;
import java.util.stream.Stream;

/**
 * A site whose master is another machine: the same drivers, in a process beside it that lives as
 * long as the channel to it (docs/decisions/0024).
 */
record RemoteSite(RemoteServer server, Far<SiteServices> far) implements AutoCloseable {

  static RemoteSite of(RemoteServer server) {
    Command serve = Command.of(node(server, "serve"));
    Command command = server.user().map(serve::as).orElse(serve);
    return new RemoteSite(
        server,
        new Far<>(
            SiteServices.class,
            server.machine().name(),
            errors -> server.machine().converse(command, errors)));
  }

  SiteServices services() {
    return far.near();
  }

  /** How a job of the server takes a backup of its database. */
  List<String> backup() {
    return node(server, "backup");
  }

  private static List<String> node(RemoteServer server, String verb) {
    Stream<String> words = Stream.of("node", verb, server.manifest().toString());
    return Stream.concat(server.slipway().stream(), words).toList();
  }

  @Override
  public void close() {
    far.close();
    server.machine().close();
  }
}
