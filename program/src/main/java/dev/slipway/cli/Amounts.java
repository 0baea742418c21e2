package dev.slipway.cli;

import java.time.Duration;
import java.util.Locale;

/** Amounts as people read them. */
final class Amounts {
  private Amounts() {}

  /** {@code 850 ms}, {@code 12.3 s}, {@code 4 min 5 s}, {@code 2 h 3 min}, {@code 3 d 4 h}. */
  static String of(Duration duration) {
    long seconds = duration.toSeconds();
    if (seconds < 1) {
      return duration.toMillis() + " ms";
    }
    if (seconds < 60) {
      return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
    if (seconds < 3600) {
      return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }
    return duration.toDays() < 1
        ? "%d h %d min".formatted(duration.toHours(), duration.toMinutesPart())
        : "%d d %d h".formatted(duration.toDays(), duration.toHoursPart());
  }

  /** {@code 12.3 MB}; 1 kB = 1024 bytes. */
  static String ofBytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    double amount = bytes / 1024.0;
    for (String unit : new String[] {"kB", "MB", "GB"}) {
      if (amount < 1024) {
        return String.format(Locale.ROOT, "%.1f %s", amount, unit);
      }
      amount /= 1024;
    }
    return String.format(Locale.ROOT, "%.1f TB", amount);
  }
}
