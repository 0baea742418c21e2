package dev.slipway.cli;

import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.Step;
import dev.slipway.workflow.StepListener;
import dev.slipway.workflow.StepRecord;
import java.util.Map;
import java.util.stream.Collectors;

/** One line a step, with what it is doing while it runs. */
final class ReleaseLines implements StepListener {
  /** Where the lines are not written over, one of them each so often is enough. */
  private static final long QUIET_NANOS = 2_000_000_000L;

  private final Screen screen;
  private final long begun = System.nanoTime();
  private String head = "";
  private long lastSaid;

  ReleaseLines(Screen screen) {
    this.screen = screen;
  }

  @Override
  public synchronized void started(Step step, int position, int total) {
    head = "[%2d/%d] %-24s %-8s".formatted(position + 1, total, step.name(), rows(step));
    lastSaid = System.nanoTime();
    if (screen.live()) {
      screen.passing(head);
    }
  }

  @Override
  public synchronized void progress(Step step, String line) {
    long now = System.nanoTime();
    if (screen.live() || now - lastSaid >= QUIET_NANOS) {
      lastSaid = now;
      screen.passing("%s … %s".formatted(head, line));
    }
  }

  @Override
  public synchronized void ended(Step step, StepRecord record) {
    screen.note(
        "%s %-12s %9s  %s"
            .formatted(
                head,
                record.outcome().word(),
                Amounts.of(record.elapsed()),
                detail(record.outcome())));
  }

  /** How long the whole took until now. */
  String elapsed() {
    return Screen.seconds(System.nanoTime() - begun);
  }

  private static String rows(Step step) {
    return String.join(",", step.rows());
  }

  private static String detail(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Done done -> facts(done.evidence().facts());
      case Outcome.AlreadyDone already -> facts(already.evidence().facts());
      case Outcome.Skipped skipped -> skipped.reason();
      case Outcome.Failed failed -> failed.message();
      case Outcome.Unknown unknown -> "";
    };
  }

  private static String facts(Map<String, Object> facts) {
    return facts.entrySet().stream()
        .filter(fact -> !fact.getValue().equals(""))
        .map(fact -> fact.getKey() + "=" + fact.getValue())
        .collect(Collectors.joining(" "));
  }
}
