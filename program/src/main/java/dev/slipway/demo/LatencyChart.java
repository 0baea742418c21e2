package dev.slipway.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How long requests took, over time: the slowest and the median of each slice. The scale is
 * logarithmic, so that a millisecond and a hold can be seen together.
 *
 * @param begin where the picture begins, since the load began
 * @param marks stretches to be shaded
 */
record LatencyChart(
    String what, List<Sample> samples, Duration begin, Duration end, List<Mark> marks) {
  private static final double WIDTH = 1000;
  private static final double HEIGHT = 230;
  private static final double LEFT = 62;
  private static final double TOP = 24;
  private static final double BOTTOM = HEIGHT - 26;
  private static final int SLICES = 400;
  private static final int DOTS_UP_TO = 4000;
  private static final double LEAST = 0.1;
  private static final double MOST = 30_000;

  /** A stretch of the load worth showing, since the load began. */
  record Mark(String kind, String words, Duration begin, Duration end) {}

  String picture() {
    Svg svg = new Svg(WIDTH, HEIGHT);
    Axis time = new Axis(LEFT, WIDTH - 12, Math.max(0.001, seconds(end.minus(begin))));
    marks.forEach(mark -> shade(svg, time, mark));
    grid(svg, time);
    List<Sample> seen = seen();
    if (seen.size() <= DOTS_UP_TO) {
      seen.forEach(sample -> svg.dot(x(time, sample), y(sample.took()), kind(sample)));
    } else {
      svg.path(line(seen, time, 1.0), "slowest").path(line(seen, time, 0.5), "median");
      seen.stream()
          .filter(sample -> !sample.succeeded())
          .limit(DOTS_UP_TO)
          .forEach(sample -> svg.dot(x(time, sample), y(sample.took()), "missed"));
    }
    return svg.picture(what + ": how long each took, over time");
  }

  private List<Sample> seen() {
    return samples.stream()
        .filter(it -> it.ended().compareTo(begin) >= 0 && it.begun().compareTo(end) <= 0)
        .toList();
  }

  private static String kind(Sample sample) {
    return sample.succeeded() ? "answered" : "missed";
  }

  private void shade(Svg svg, Axis time, Mark mark) {
    double from = time.at(seconds(mark.begin().minus(begin)));
    double to = time.at(seconds(mark.end().minus(begin)));
    svg.box(from, TOP, to - from, BOTTOM - TOP, "mark " + mark.kind(), mark.words())
        .label(Math.min(from, WIDTH - 220), TOP - 8, "tick " + mark.kind(), mark.words());
  }

  private void grid(Svg svg, Axis time) {
    for (double value = LEAST; value <= MOST; value *= 10) {
      svg.line(LEFT, height(value), WIDTH - 12, height(value), "grid")
          .label(LEFT - 8, height(value) + 4, "tick end", words(value));
    }
    for (double tick : time.ticks(10)) {
      svg.label(time.at(tick), HEIGHT - 8, "tick middle", Axis.label(tick) + " s");
    }
  }

  private static String words(double milliseconds) {
    return milliseconds < 1000
        ? Axis.label(milliseconds) + " ms"
        : Axis.label(milliseconds / 1000) + " s";
  }

  private String line(List<Sample> seen, Axis time, double quantile) {
    StringBuilder points = new StringBuilder();
    double slice = seconds(end.minus(begin)) / SLICES;
    List<List<Duration>> slices =
        IntStream.range(0, SLICES).<List<Duration>>mapToObj(i -> new ArrayList<>()).toList();
    for (Sample sample : seen) {
      int index = (int) (seconds(sample.begun().minus(begin)) / slice);
      slices.get(Math.clamp(index, 0, SLICES - 1)).add(sample.took());
    }
    for (int i = 0; i < SLICES; i++) {
      List<Duration> took = slices.get(i).stream().sorted().toList();
      if (!took.isEmpty()) {
        int rank = Math.min(took.size() - 1, (int) (took.size() * quantile));
        points.append(Svg.point(time.at((i + 0.5) * slice), y(took.get(rank))));
      }
    }
    return points.toString();
  }

  private double x(Axis time, Sample sample) {
    return time.at(seconds(sample.begun().minus(begin)));
  }

  private static double y(Duration took) {
    return height(took.toNanos() / 1e6);
  }

  private static double height(double milliseconds) {
    double share =
        Math.log10(Math.clamp(milliseconds, LEAST, MOST) / LEAST) / Math.log10(MOST / LEAST);
    return BOTTOM - (BOTTOM - TOP) * share;
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
