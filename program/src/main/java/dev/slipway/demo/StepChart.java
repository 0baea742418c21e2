package dev.slipway.demo;

import dev.slipway.workflow.ReleaseRecord;
import dev.slipway.workflow.StepRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The steps of a release as bars over time. */
record StepChart(ReleaseRecord release) {
  private static final double WIDTH = 1000;
  private static final double NAMES = 210;
  private static final double TIMES = 70;
  private static final double ROW = 22;
  private static final double TOP = 26;
  private static final double BAR = 12;

  String picture() {
    List<StepRecord> steps = release.steps();
    Svg svg = new Svg(WIDTH, TOP + ROW * steps.size() + 6);
    Axis axis = new Axis(NAMES, WIDTH - TIMES, Math.max(0.001, seconds(end())));
    for (double tick : axis.ticks(8)) {
      svg.line(axis.at(tick), TOP - 6, axis.at(tick), TOP + ROW * steps.size(), "grid")
          .label(axis.at(tick), TOP - 12, "tick middle", Axis.label(tick) + " s");
    }
    for (int i = 0; i < steps.size(); i++) {
      bar(svg, axis, steps.get(i), TOP + ROW * i);
    }
    return svg.picture("the steps of the release over time");
  }

  private void bar(Svg svg, Axis axis, StepRecord step, double y) {
    double from = axis.at(seconds(step.started()));
    double to = axis.at(seconds(step.started().plus(step.elapsed())));
    String took = took(step.elapsed());
    svg.label(NAMES - 10, y + BAR, "name end", step.name())
        .box(from, y + 3, to - from, BAR, kind(step), step.name() + ", " + took)
        .label(to + 6, y + BAR, "tick", took);
  }

  private static String kind(StepRecord step) {
    return "bar " + step.outcome().word().replace(' ', '-');
  }

  private Instant begin() {
    return release.steps().stream()
        .map(StepRecord::started)
        .min(Instant::compareTo)
        .orElse(release.started());
  }

  private Instant end() {
    return release.steps().stream()
        .map(step -> step.started().plus(step.elapsed()))
        .max(Instant::compareTo)
        .orElse(begin());
  }

  private double seconds(Instant instant) {
    return Duration.between(begin(), instant).toNanos() / 1e9;
  }

  static String took(Duration duration) {
    return duration.toMillis() < 1000
        ? Axis.label(ReportJson.milliseconds(duration)) + " ms"
        : Axis.label(Math.round(duration.toMillis() / 100.0) / 10.0) + " s";
  }
}
