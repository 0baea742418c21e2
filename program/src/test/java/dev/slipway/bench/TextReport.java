package dev.slipway.bench;

import dev.slipway.release.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The results for people. */
final class TextReport {
  private static final String ROW = "%-16s %26s %22s %6s %8s";

  private TextReport() {}

  static String of(Results results) {
    List<String> lines = new ArrayList<>();
    lines.add(ROW.formatted("", "write gap ms (min-max)", "failed (min-max)", "lost", "doubled"));
    results.all().forEach(result -> lines.add(row(result)));
    results.pingPongs().forEach(pingPong -> lines.add(row(pingPong.result())));
    ratio(results, Contenders.LIMIT, lines);
    ratio(results, Contenders.PATRONI, lines);
    results.all().forEach(result -> phases(result, lines));
    results.pingPongs().forEach(pingPong -> phases(pingPong.result(), lines));
    results.pingPongs().forEach(pingPong -> lines.add(besides(pingPong)));
    results.all().forEach(result -> failure(result, lines));
    return String.join(System.lineSeparator(), lines);
  }

  private static String row(Summary result) {
    return ROW.formatted(
        result.contender(),
        text(result.gap(), "%.1f"),
        text(result.failedAttempts(), "%.0f"),
        result.lost(),
        result.doubled());
  }

  private static String besides(PingPongResult pingPong) {
    String refused =
        pingPong.refused().isEmpty()
            ? ""
            : ", %d refused with a gap of %s ms"
                .formatted(pingPong.refused().size(), text(pingPong.refusedResult().gap(), "%.0f"));
    return ("%s: %d switchovers, %d failed attempts in all, %d differences between the servers,"
            + " held time within a factor of two of its forecast in %d%s %s")
        .formatted(
            pingPong.name(),
            pingPong.rounds().size(),
            pingPong.failed(),
            pingPong.differences(),
            pingPong.foreseen().within(),
            refused,
            pingPong.counts().isEmpty() ? "" : pingPong.counts())
        .strip();
  }

  private static void ratio(Results results, String other, List<String> lines) {
    results
        .ratioTo(other)
        .ifPresent(ratio -> lines.add("slipway / %s: %.3f".formatted(other, ratio)));
  }

  private static void phases(Summary result, List<String> lines) {
    Map<Phase, Spread> phases = result.phases();
    if (!phases.isEmpty()) {
      lines.add(
          phases.entrySet().stream()
              .map(phase -> name(phase.getKey()) + " " + text(phase.getValue(), "%.1f"))
              .collect(
                  Collectors.joining(" · ", "phases of " + result.contender() + ", ms: ", "")));
    }
  }

  private static void failure(Summary result, List<String> lines) {
    result
        .firstFailure()
        .ifPresent(
            why -> lines.add("first failure with %s: %s".formatted(result.contender(), why)));
  }

  private static String name(Phase phase) {
    return phase.name().toLowerCase(Locale.ROOT);
  }

  private static String text(Spread spread, String number) {
    return (number + " (" + number + "-" + number + ")")
        .formatted(spread.median(), spread.min(), spread.max());
  }
}
