package dev.slipway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.release.Forecast;
import dev.slipway.release.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a demo showed, as text. */
final class DemoText {
  private DemoText() {}

  /**
   * @param shown what report.json has
   * @param kills whether data nodes were to be killed
   */
  static String of(JsonNode shown, boolean kills) {
    JsonNode writes = shown.path("writes");
    JsonNode reads = shown.path("reads");
    List<List<String>> figures = new ArrayList<>();
    figures.add(List.of("release", shown.path("release").path("outcome").asText()));
    figures.add(List.of("writes acknowledged", writes.path("acknowledged").asText()));
    figures.add(List.of("writes lost", writes.path("lost").asText()));
    figures.add(List.of("writes doubled", writes.path("duplicated").asText()));
    figures.add(List.of("writes failed", writes.path("failed").asText()));
    figures.add(List.of("longest write gap", writes.path("gapMs").asText() + " ms"));
    figures.add(List.of("writes held for", held(shown.path("switchover"))));
    figures.add(List.of("reads", reads.path("ok").asText()));
    figures.add(List.of("reads failed", reads.path("failed").asText()));
    if (kills) {
      figures.add(List.of("data nodes killed", killed(shown.path("kills"))));
    }
    return Table.of(figures);
  }

  private static String killed(JsonNode kills) {
    return kills.isEmpty()
        ? "none"
        : kills.valueStream().map(DemoText::replaced).collect(Collectors.joining(", "));
  }

  private static String replaced(JsonNode kill) {
    return "%s green after %.1f s"
        .formatted(kill.path("node").asText(), kill.path("greenMs").asDouble() / 1000);
  }

  private static String held(JsonNode switchover) {
    return "%s ms, forecast %s ms"
        .formatted(switchover.path(Phase.TOTAL).asText(), switchover.path(Forecast.KEY).asText());
  }
}
