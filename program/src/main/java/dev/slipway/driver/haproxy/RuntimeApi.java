package dev.slipway.driver.haproxy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import dev.slipway.service.Endpoint;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The part of HAProxy's runtime API that moves a server.
 *
 * @param proxy its name, for messages
 * @param socket asks the running process
 */
record RuntimeApi(String proxy, UnaryOperator<String> socket) {
  private static final int SERVERS = 4;

  /**
   * @throws SlipwayException {@code PROXY_CONFIGURATION} when the socket may not move a server
   */
  void requireAdmin() {
    String level = socket.apply("show cli level");
    if (!level.equals("admin")) {
      throw wrong(
          "lets its socket see but not move a server: its level is \"%s\""
              .formatted(firstLine(level)),
          "write `level admin` at its `stats socket` and reload it");
    }
  }

  /**
   * The backend's one server, when the running process sends requests to where it is at the time of
   * each: it keeps no connection to it for later ones, and asks nobody else where it is.
   *
   * @throws SlipwayException {@code PROXY_CONFIGURATION}
   */
  RunningServer movable(String backend) {
    RunningServer server = only(backend);
    if (!server.mode().equals("http")) {
      throw wrong(
          "runs backend %s in mode %s: a connection stays with its server"
              .formatted(backend, server.mode()),
          "write `mode http` and reload it");
    }
    if (server.keepsConnections()) {
      throw wrong(
          "keeps connections to server %s/%s and would send requests to its old address"
              .formatted(backend, server.name()),
          "write `pool-max-conn 0` on its server line and reload it; see proxies in"
              + " `slipway init --print`");
    }
    requireFixed(backend);
    return server;
  }

  private void requireFixed(String backend) {
    List<String> names =
        RunningServer.lookedUp(socket.apply("show servers state %s".formatted(backend)));
    if (!names.isEmpty()) {
      throw wrong(
          "looks the server of backend %s up by its name, %s, and may move it back"
              .formatted(backend, names.getFirst()),
          "write an IP address on its server line and reload it");
    }
  }

  /**
   * Moves the backend's one server and reads it back.
   *
   * @throws SlipwayException {@code PROXY_CONFIGURATION} as {@link #movable}, {@code
   *     PROXY_UNPROVEN} when it is not there afterwards
   */
  void move(String backend, Endpoint to) {
    String answer =
        socket.apply(
            "set server %s/%s addr %s port %d"
                .formatted(backend, movable(backend).name(), to.host(), to.port()));
    String address = only(backend).address();
    if (!address.equals(to.toString())) {
      throw new SlipwayException(
          ErrorCode.PROXY_UNPROVEN,
          "proxy %s sends backend %s to %s, not to %s: \"%s\""
              .formatted(proxy, backend, address, to, firstLine(answer)),
          "the old configuration is back; HAProxy moves a server to an IP address only");
    }
  }

  private RunningServer only(String backend) {
    List<RunningServer> servers = servers(backend);
    if (servers.size() != 1) {
      throw wrong(
          "runs %d servers in backend %s, not one".formatted(servers.size(), backend),
          "reload it after a change of its configuration");
    }
    return servers.getFirst();
  }

  private List<RunningServer> servers(String backend) {
    String answer = socket.apply("show stat %s %d -1 json".formatted(backend, SERVERS));
    try {
      return RunningServer.parse(answer);
    } catch (JsonProcessingException e) {
      throw wrong(
          "does not tell of backend %s: \"%s\"".formatted(backend, firstLine(answer)),
          "reload it after a change of its configuration");
    }
  }

  private static String firstLine(String answer) {
    return answer.lines().findFirst().orElse("");
  }

  private SlipwayException wrong(String what, String hint) {
    return new SlipwayException(
        ErrorCode.PROXY_CONFIGURATION, "proxy %s %s".formatted(proxy, what), hint);
  }
}
