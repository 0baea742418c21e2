package dev.slipway.demo;

import dev.slipway.release.Forecast;
import dev.slipway.release.Phase;
import dev.slipway.workflow.Evidence;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.StepRecord;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The switchover among the steps: the one whose evidence has the phases of the hold, and what was
 * forecast. A controller that was killed within it leaves no phases; the report has none then.
 *
 * @param phases milliseconds by their name in the report
 */
record Switched(String step, Instant begun, Instant ended, Map<String, Number> phases) {
  static final List<String> PHASES =
      Stream.concat(
              Arrays.stream(Phase.values()).map(Phase::key), Stream.of(Phase.TOTAL, Forecast.KEY))
          .toList();

  static Optional<Switched> in(ReleaseRecord release) {
    return release.steps().stream().flatMap(step -> of(step).stream()).findFirst();
  }

  private static Optional<Switched> of(StepRecord step) {
    Map<String, Number> phases = new LinkedHashMap<>();
    Map<String, Object> facts = evidence(step.outcome()).facts();
    for (String phase : PHASES) {
      if (facts.get(phase) instanceof Number milliseconds) {
        phases.put(phase, milliseconds);
      }
    }
    return phases.containsKey(Phase.TOTAL)
        ? Optional.of(
            new Switched(step.name(), step.started(), step.started().plus(step.elapsed()), phases))
        : Optional.empty();
  }

  static Evidence evidence(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> done.evidence();
      case Outcome.AlreadyDone already -> already.evidence();
      case Outcome.Skipped skipped -> Evidence.of("reason", skipped.reason());
      case Outcome.Failed failed ->
          Evidence.of("code", failed.code().name())
              .and("message", failed.message())
              .and("hint", failed.hint());
      case Outcome.Unknown unknown -> Evidence.none();
    };
  }
}
