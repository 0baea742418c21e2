package dev.slipway.demo;

import dev.slipway.demo.LatencyChart.Mark;
import dev.slipway.release.Forecast;
import dev.slipway.release.Phase;
import dev.slipway.workflow.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report for people: one page with its pictures in it. */
record ReportPage(DemoReport report) {
  private static final Duration AROUND = Duration.ofSeconds(3);

  String text() {
    return PageFrame.page(
        title(), headline() + figures() + pictures() + kills() + runbook() + steps());
  }

  private String title() {
    return "Slipway: %s → %s".formatted(report.from(), report.release().id());
  }

  private String headline() {
    String state = report.release().state().name().toLowerCase(Locale.ROOT);
    String verdict =
        report.ledger().clean()
            ? "every acknowledged write is in the new database, once"
            : "the ledger is not clean";
    return "<h1>%s</h1><p class=\"lead\">The release is %s; %s.</p>"
        .formatted(Svg.escape(title()), state, verdict);
  }

  private String figures() {
    LoadResult load = report.load();
    return Stream.of(
            figure("write gap", StepChart.took(load.writeGap().lasted()), ""),
            figure("held", held(), ""),
            figure("acknowledged writes", count(load.acknowledged().size()), ""),
            figure("failed writes", count(load.unacknowledged().size()), "zero"),
            figure("lost writes", count(report.ledger().lost().size()), "zero"),
            figure("doubled writes", count(report.ledger().duplicated().size()), "zero"),
            figure("reads", count(load.readsSucceeded()), ""),
            figure("failed reads", count(load.readsFailed()), "zero"))
        .collect(Collectors.joining("", "<section class=\"figures\">", "</section>"));
  }

  private String held() {
    return Switched.in(report.release())
        .map(Switched::phases)
        .map(it -> "%s, forecast %s".formatted(millis(it, Phase.TOTAL), millis(it, Forecast.KEY)))
        .orElse("not measured");
  }

  private static String millis(Map<String, Number> phases, String key) {
    return phases.containsKey(key) ? Axis.label(phases.get(key).doubleValue()) + " ms" : "unknown";
  }

  private static String figure(String name, String value, String expected) {
    boolean good = expected.isEmpty() || value.equals("0");
    return "<div class=\"figure%s\"><b>%s</b><span>%s</span></div>"
        .formatted(good ? "" : " bad", value, name);
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private String pictures() {
    LoadResult load = report.load();
    Duration end =
        Stream.concat(load.writes().stream(), load.reads().stream())
            .map(Sample::ended)
            .max(Duration::compareTo)
            .orElse(Duration.ofSeconds(1));
    LoadResult.Gap gap = load.writeGap();
    Duration from = max(gap.begun().minus(AROUND), Duration.ZERO);
    Duration to = gap.begun().plus(gap.lasted()).plus(AROUND);
    return section("The steps", new StepChart(report.release()).picture())
        + section(
            "Writes",
            new LatencyChart("writes", load.writes(), Duration.ZERO, end, marks()).picture())
        + section(
            "Writes around the longest gap",
            new LatencyChart("writes", load.writes(), from, to, List.of(gapMark(gap))).picture())
        + section(
            "Reads", new LatencyChart("reads", load.reads(), Duration.ZERO, end, marks()).picture())
        + PageFrame.LEGEND;
  }

  /** The step of the switchover by the journal's clock, which is the load's clock here. */
  private List<Mark> marks() {
    return Switched.in(report.release())
        .map(it -> new Mark("switch", it.step(), sinceLoad(it.begun()), sinceLoad(it.ended())))
        .stream()
        .toList();
  }

  private static Mark gapMark(LoadResult.Gap gap) {
    return new Mark(
        "gap",
        "longest write gap: " + StepChart.took(gap.lasted()),
        gap.begun(),
        gap.begun().plus(gap.lasted()));
  }

  private Duration sinceLoad(Instant instant) {
    return max(Duration.between(report.load().begun(), instant), Duration.ZERO);
  }

  private static Duration max(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static String section(String title, String content) {
    return "<section><h2>%s</h2>%s</section>".formatted(title, content);
  }

  private String kills() {
    if (report.kills().isEmpty()) {
      return "";
    }
    return report.kills().stream()
        .map(
            kill ->
                PageFrame.row(
                    List.of(
                        kill.node(),
                        kill.during(),
                        StepChart.took(kill.whole()),
                        kill.replacement(),
                        kill.seen()),
                    "killed"))
        .collect(
            Collectors.joining(
                "",
                PageFrame.table(
                    "Data nodes that were killed",
                    "node",
                    "during",
                    "green again after",
                    "replaced by",
                    "the cluster meanwhile"),
                END));
  }

  private String runbook() {
    return Runbook.of(report.release().steps()).stream()
        .map(row -> PageFrame.row(List.of(row.name(), row.outcome(), row.step()), row.outcome()))
        .collect(
            Collectors.joining(
                "", PageFrame.table("The procedure, row by row", "row", "outcome", "step"), END));
  }

  private String steps() {
    return report.release().steps().stream()
        .map(ReportPage::step)
        .collect(
            Collectors.joining(
                "", PageFrame.table("Evidence", "step", "outcome", "took", "what it saw"), END));
  }

  private static final String END = "</tbody></table></section>";

  private static String step(StepRecord step) {
    String evidence =
        Switched.evidence(step.outcome()).facts().entrySet().stream()
            .map(fact -> fact.getKey() + " " + fact.getValue())
            .collect(Collectors.joining(" · "));
    String word = step.outcome().word();
    return PageFrame.row(
        List.of(step.name(), word, StepChart.took(step.elapsed()), evidence), word);
  }
}
