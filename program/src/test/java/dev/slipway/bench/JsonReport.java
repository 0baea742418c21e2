package dev.slipway.bench;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.release.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The results for programs. Times are milliseconds, counts are sums over all rounds. */
final class JsonReport {
  /** The name of the ping-pong under nothing but its own load. */
  static final String PLAIN = "pingPong";

  private static final JsonMapper MAPPER = new JsonMapper();

  private JsonReport() {}

  static void write(Path file, Results results) throws IOException {
    Files.writeString(file, of(results).toPrettyString() + "\n");
  }

  static ObjectNode of(Results results) {
    ObjectNode all = MAPPER.createObjectNode();
    results.all().forEach(result -> all.set(result.contender(), of(result)));
    results.ratioTo(Contenders.LIMIT).ifPresent(ratio -> all.put("ratioToLimit", rounded(ratio)));
    results
        .ratioTo(Contenders.PATRONI)
        .ifPresent(ratio -> all.put("ratioToPatroni", rounded(ratio)));
    for (PingPongResult pingPong : results.pingPongs()) {
      ObjectNode parent = pingPong.name().equals(PLAIN) ? all : all.withObject("/under");
      parent.set(pingPong.name(), of(pingPong));
    }
    return all;
  }

  private static ObjectNode of(PingPongResult pingPong) {
    ObjectNode node =
        of(pingPong.result())
            .put("failed", pingPong.failed())
            .put("lost", pingPong.rows().lost())
            .put("doubled", pingPong.rows().doubled())
            .put("differences", pingPong.differences())
            .put("foreseen", pingPong.foreseen().within());
    if (!pingPong.refused().isEmpty()) {
      node.put("refused", pingPong.refused().size());
      node.set("refusedGapMs", of(pingPong.refusedResult().gap()));
    }
    pingPong.counts().forEach(node::put);
    return node;
  }

  private static ObjectNode of(Summary result) {
    ObjectNode node = MAPPER.createObjectNode();
    node.set("gapMs", of(result.gap()));
    node.put("failed", result.failed());
    node.put("lost", result.lost());
    node.put("doubled", result.doubled());
    node.put("rounds", result.rounds().size());
    if (!result.phases().isEmpty()) {
      node.set("phasesMs", of(result.phases()));
    }
    return node;
  }

  private static ObjectNode of(Map<Phase, Spread> phases) {
    ObjectNode node = MAPPER.createObjectNode();
    phases.forEach((phase, took) -> node.set(phase.name().toLowerCase(Locale.ROOT), of(took)));
    return node;
  }

  private static ObjectNode of(Spread spread) {
    return MAPPER
        .createObjectNode()
        .put("median", rounded(spread.median()))
        .put("min", rounded(spread.min()))
        .put("max", rounded(spread.max()));
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}
