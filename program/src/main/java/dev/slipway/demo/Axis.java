package dev.slipway.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Values from zero on as places along a line.
 *
 * @param from the place of zero
 * @param to the place of the greatest value
 */
record Axis(double from, double to, double greatest) {

  double at(double value) {
    return from + (to - from) * Math.clamp(value / greatest, 0, 1);
  }

  /** Round values, at most so many and one more. */
  List<Double> ticks(int most) {
    double step = Math.pow(10, Math.ceil(Math.log10(greatest / most)));
    if (greatest / (step / 5) <= most) {
      step /= 5;
    } else if (greatest / (step / 2) <= most) {
      step /= 2;
    }
    List<Double> ticks = new ArrayList<>();
    for (int i = 0; i * step <= greatest; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  /** Without a fraction that says nothing. */
  static String label(double value) {
    return value == Math.rint(value)
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
