package dev.slipway.demo;

import java.util.Locale;

/** Builds a picture for a page. Numbers get one decimal, texts are escaped. */
final class Svg {
  private final StringBuilder text = new StringBuilder();
  private final double width;
  private final double height;

  Svg(double width, double height) {
    this.width = width;
    this.height = height;
  }

  Svg line(double x1, double y1, double x2, double y2, String kind) {
    text.append(
        format(
            "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" class=\"%s\"/>",
            x1, y1, x2, y2, kind));
    return this;
  }

  /**
   * @param title shown when the pointer rests on it
   */
  Svg box(double x, double y, double boxWidth, double boxHeight, String kind, String title) {
    text.append(
        format(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\" class=\"%s\">"
                + "<title>%s</title></rect>",
            x, y, Math.max(boxWidth, 1.5), boxHeight, kind, escape(title)));
    return this;
  }

  Svg dot(double x, double y, String kind) {
    text.append(format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"1.6\" class=\"%s\"/>", x, y, kind));
    return this;
  }

  Svg label(double x, double y, String kind, String words) {
    text.append(
        format("<text x=\"%.1f\" y=\"%.1f\" class=\"%s\">%s</text>", x, y, kind, escape(words)));
    return this;
  }

  /**
   * @param points pairs made by {@link #point}
   */
  Svg path(String points, String kind) {
    text.append(format("<polyline points=\"%s\" class=\"%s\"/>", points, kind));
    return this;
  }

  static String point(double x, double y) {
    return format("%.1f,%.1f ", x, y);
  }

  /**
   * @param description what the picture shows, for who cannot see it
   */
  String picture(String description) {
    return format(
            "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">",
            width, height, escape(description))
        + text
        + "</svg>";
  }

  static String escape(String words) {
    return words
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
