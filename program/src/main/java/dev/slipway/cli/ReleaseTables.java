package dev.slipway.cli;

import dev.slipway.release.Plan;
import dev.slipway.release.PlannedStep;
import dev.slipway.workflow.Outcome;
import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.StepRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plans and releases as text. */
final class ReleaseTables {
  private ReleaseTables() {}

  static String of(Plan plan) {
    List<List<String>> rows = new ArrayList<>();
    for (PlannedStep step : plan.steps()) {
      rows.add(
          List.of(
              String.valueOf(rows.size() + 1),
              step.name(),
              String.join(",", step.rows()),
              step.skip().map(reason -> "skipped: " + reason).orElse(step.description())));
    }
    return "%s %s of %s, from %s to %s%n%n"
            .formatted(
                plan.back() ? "rollback of" : "release",
                plan.request().version(),
                plan.request().profile(),
                plan.current().name(),
                plan.request().candidate())
        + Table.of(List.of("#", "STEP", "ROWS", "WHAT"), rows)
        + "%n%nwrites held for, forecast: %s".formatted(plan.forecast().describe());
  }

  static String of(List<ReleaseRecord> releases) {
    return releases.isEmpty()
        ? "no release yet"
        : Table.of(
            List.of("RELEASE", "STATE", "STARTED", "STEPS", "STANDS AT"),
            releases.stream().map(ReleaseTables::row).toList());
  }

  private static List<String> row(ReleaseRecord release) {
    return List.of(
        release.id(),
        word(release),
        release.started().toString(),
        String.valueOf(release.steps().size()),
        release.steps().isEmpty() ? "" : release.steps().getLast().name());
  }

  static String of(ReleaseRecord release) {
    return "release %s is %s%n%n".formatted(release.id(), word(release))
        + Table.of(
            List.of("#", "STEP", "ROWS", "OUTCOME", "TOOK", ""),
            release.steps().stream().map(ReleaseTables::row).toList());
  }

  private static List<String> row(StepRecord step) {
    return List.of(
        String.valueOf(step.position() + 1),
        step.name(),
        String.join(",", step.rows()),
        step.outcome().word(),
        Amounts.of(step.elapsed()),
        step.outcome() instanceof Outcome.Failed failed ? failed.message() : "");
  }

  static String word(ReleaseRecord release) {
    return release.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
