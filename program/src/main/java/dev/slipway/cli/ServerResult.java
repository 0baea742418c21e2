package dev.slipway.cli;

import dev.slipway.exec.Command;
import dev.slipway.exec.FanOut;
import dev.slipway.exec.Result;
import java.util.List;
import java.util.Optional;

/** What came of one server: what its programs left, or why not all of them ran. */
record ServerResult(String server, List<Ran> programs, Optional<ServerError> error) {
  /** One program that succeeded. */
  record Ran(String program, long millis, String output) {
    private static final int KEPT = 4000;

    static Ran of(Command command, Result result) {
      String text = result.output();
      return new Ran(
          command.program(),
          result.elapsed().toMillis(),
          text.substring(Math.max(0, text.length() - KEPT)));
    }

    String lastLine() {
      return output.lines().filter(line -> !line.isBlank()).reduce((a, b) -> b).orElse("");
    }
  }

  static ServerResult of(FanOut.Outcome<String, List<Ran>> outcome) {
    return new ServerResult(
        outcome.item(),
        outcome.result().orElse(List.of()),
        outcome.failure().map(ServerError::new));
  }

  static String text(List<ServerResult> results) {
    return Table.of(
        List.of("SERVER", "PROGRAM", "TIME", "LAST LINE"),
        results.stream().flatMap(server -> rows(server).stream()).toList());
  }

  private static List<List<String>> rows(ServerResult server) {
    if (server.error().isPresent()) {
      return List.of(List.of(server.server(), server.error().get().code(), "", ""));
    }
    if (server.programs().isEmpty()) {
      return List.of(List.of(server.server(), "copied", "", ""));
    }
    return server.programs().stream()
        .map(ran -> List.of(server.server(), ran.program(), ran.millis() + " ms", ran.lastLine()))
        .toList();
  }
}
