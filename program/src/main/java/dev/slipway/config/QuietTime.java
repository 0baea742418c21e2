package dev.slipway.config;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When there is little traffic. Written as hours, on some days of the week or on all, {@code
 * mon-fri 22:00-05:30 Europe/Berlin}, or as cron's five fields, {@code 0-29 2-5 * * 1-5
 * Europe/Berlin}, which name the quiet minutes. Without a time zone it is that of the machine that
 * Slipway runs on.
 */
public sealed interface QuietTime permits QuietHours, QuietMinutes {
  /** What is before a time zone, and the time zone. */
  Pattern ZONED = Pattern.compile("(.*?)(?: +([A-Za-z][A-Za-z_]*(?:/[A-Za-z_+\\-0-9/]+)?))?");

  boolean contains(ZonedDateTime time);

  /** When it begins next, in its own time zone; empty when it never does. */
  Optional<ZonedDateTime> next(ZonedDateTime after);

  /**
   * Parses either form.
   *
   * @throws IllegalArgumentException with a sentence that says how it is written
   */
  static QuietTime parse(String text) {
    Matcher parts = ZONED.matcher(text.strip());
    if (!parts.matches()) {
      throw QuietHours.illegal(text, null);
    }
    ZoneId zone =
        Optional.ofNullable(parts.group(2)).map(QuietTime::zone).orElseGet(QuietTime::here);
    String when = parts.group(1).strip();
    return when.contains(":")
        ? QuietHours.parse(when, zone)
        : new QuietMinutes(CronTime.parse(when), zone);
  }

  private static ZoneId here() {
    return ZoneId.systemDefault();
  }

  private static ZoneId zone(String name) {
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw new IllegalArgumentException(
          "\"%s\" is no time zone; write one as Europe/Berlin, or UTC".formatted(name));
    }
    return ZoneId.of(name);
  }
}
