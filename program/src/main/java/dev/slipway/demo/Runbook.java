package dev.slipway.demo;

import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.StepRecord;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What became of each row of the hand procedure. */
final class Runbook {
  private static final int ROWS = 23;

  /**
   * One row.
   *
   * @param outcome the worst of its steps' outcomes, {@code missing} when no step did it
   * @param step the names of its steps, in the order in which they ran
   */
  record Row(String name, String outcome, String step) {}

  private Runbook() {}

  static List<Row> of(List<StepRecord> steps) {
    return IntStream.rangeClosed(1, ROWS).mapToObj(number -> row("R" + number, steps)).toList();
  }

  private static Row row(String name, List<StepRecord> all) {
    List<StepRecord> steps = all.stream().filter(step -> step.rows().contains(name)).toList();
    String outcome =
        steps.stream()
            .map(StepRecord::outcome)
            .max(Comparator.comparingInt(Runbook::weight))
            .map(Outcome::word)
            .orElse("missing");
    return new Row(name, outcome, String.join(", ", steps.stream().map(StepRecord::name).toList()));
  }

  /** A row that is partly skipped is as done as the rest of it. */
  private static int weight(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Skipped skipped -> 0;
      case Outcome.AlreadyDone already -> 1;
      case Outcome.Done done -> 2;
      case Outcome.Unknown unknown -> 3;
      case Outcome.Failed failed -> 4;
    };
  }
}
