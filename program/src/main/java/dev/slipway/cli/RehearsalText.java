package dev.slipway.cli;

import dev.slipway.release.Phase;
import dev.slipway.release.Rehearsed;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.StepRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a rehearsal showed, as text. */
final class RehearsalText {
  private RehearsalText() {}

  static String of(Rehearsed rehearsed, String elapsed) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "the rehearsal of %s %s after %s; the copies are removed"
            .formatted(
                rehearsed.version(),
                rehearsed.failed().isPresent() ? "failed" : "went through",
                elapsed));
    held(rehearsed).ifPresent(lines::add);
    if (!rehearsed.upgrade().isEmpty()) {
      lines.add("the batch upgrade said:");
      rehearsed.upgrade().forEach(line -> lines.add("  " + line));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static Optional<String> held(Rehearsed rehearsed) {
    return rehearsed.steps().stream()
        .map(StepRecord::outcome)
        .flatMap(outcome -> phases(outcome).stream())
        .findFirst()
        .map(held -> "%s; the budget is %d ms".formatted(held, rehearsed.budget()));
  }

  private static Optional<String> phases(Outcome outcome) {
    if (!(outcome instanceof Outcome.Done done)
        || !done.evidence().facts().containsKey(Phase.TOTAL)) {
      return Optional.empty();
    }
    Map<String, Object> facts = done.evidence().facts();
    String each =
        Arrays.stream(Phase.values())
            .map(phase -> phase.name().toLowerCase(Locale.ROOT) + " " + facts.get(phase.key()))
            .collect(Collectors.joining(", "));
    return Optional.of("writes were held for %s ms (%s)".formatted(facts.get(Phase.TOTAL), each));
  }
}
