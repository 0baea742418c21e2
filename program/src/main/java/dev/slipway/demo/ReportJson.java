package dev.slipway.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.workflow.StepRecord;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** The report for programs. Durations are milliseconds with fractions. */
record ReportJson(DemoReport report) {
  private static final ObjectMapper JSON = new ObjectMapper();

  String text() {
    return tree().toPrettyString() + System.lineSeparator();
  }

  ObjectNode tree() {
    ObjectNode root = JSON.createObjectNode();
    release(root.putObject("release"));
    steps(root.putArray("steps"));
    runbook(root.putObject("runbook"));
    writes(root.putObject("writes"));
    root.putObject("reads")
        .put("ok", report.load().readsSucceeded())
        .put("failed", report.load().readsFailed());
    switchover(root.putObject("switchover"));
    kills(root.putArray("kills"));
    return root;
  }

  private void release(ObjectNode node) {
    node.put("from", report.from())
        .put("to", report.release().id())
        .put("outcome", report.release().state().name().toLowerCase(Locale.ROOT));
  }

  private void steps(ArrayNode steps) {
    for (StepRecord step : report.release().steps()) {
      ObjectNode node = steps.addObject().put("name", step.name());
      step.rows().forEach(node.putArray("rows")::add);
      node.put("outcome", step.outcome().word()).put("elapsedMs", milliseconds(step.elapsed()));
      node.set("evidence", JSON.valueToTree(Switched.evidence(step.outcome()).facts()));
    }
  }

  private void runbook(ObjectNode rows) {
    for (Runbook.Row row : Runbook.of(report.release().steps())) {
      rows.putObject(row.name()).put("outcome", row.outcome()).put("step", row.step());
    }
  }

  private void writes(ObjectNode node) {
    LoadResult load = report.load();
    node.put("acknowledged", load.acknowledged().size())
        .put("failed", load.unacknowledged().size())
        .put("lost", report.ledger().lost().size())
        .put("duplicated", report.ledger().duplicated().size())
        .put("gapMs", milliseconds(load.writeGap().lasted()))
        .put("slowestMs", milliseconds(load.slowestWrite()));
  }

  /** A phase that was not measured is null, never zero. */
  private void switchover(ObjectNode node) {
    Map<String, Number> phases =
        Switched.in(report.release()).map(Switched::phases).orElse(Map.of());
    for (String phase : Switched.PHASES) {
      node.set(phase, JSON.valueToTree(phases.get(phase)));
    }
  }

  private void kills(ArrayNode kills) {
    for (NodeKill kill : report.kills()) {
      kills
          .addObject()
          .put("node", kill.node())
          .put("during", kill.during())
          .put("seen", kill.seen())
          .put("noticedMs", milliseconds(kill.noticed()))
          .put("replacedBy", kill.replacement())
          .put("greenMs", milliseconds(kill.whole()));
    }
  }

  static double milliseconds(Duration duration) {
    return Math.round(duration.toNanos() / 1e5) / 10.0;
  }
}
