package dev.slipway.config;

import java.time.DateTimeException;
import java.time.LocalTime;

/**
 * A time of day with little traffic, in the time zone of the machine that Slipway runs on: {@code
 * 22:00-05:30}. It may pass midnight.
 *
 * @param to not itself within
 */
public record QuietTime(LocalTime from, LocalTime to) {

  /** Parses {@code HH:MM-HH:MM}. */
  public static QuietTime parse(String text) {
    String[] parts = text.split("-", -1);
    try {
      if (parts.length == 2) {
        return new QuietTime(LocalTime.parse(parts[0].strip()), LocalTime.parse(parts[1].strip()));
      }
    } catch (DateTimeException e) {
      throw illegal(text, e);
    }
    throw illegal(text, null);
  }

  private static IllegalArgumentException illegal(String text, Throwable cause) {
    return new IllegalArgumentException(
        "\"%s\" is not a time of day; write 22:00-05:30".formatted(text), cause);
  }

  public boolean contains(LocalTime time) {
    boolean afterStart = !time.isBefore(from);
    boolean beforeEnd = time.isBefore(to);
    return from.isBefore(to) ? afterStart && beforeEnd : afterStart || beforeEnd;
  }

  @Override
  public String toString() {
    return from + "-" + to;
  }
}
