package dev.slipway.config;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Hours of a day. They may pass midnight, and are those of the day that they begin on: {@code fri
 * 22:00-05:30} ends on Saturday.
 *
 * @param days that they begin on
 * @param to not itself within
 */
public record QuietHours(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone)
    implements QuietTime {
  private static final int WEEK = 7;

  public QuietHours {
    days = Set.copyOf(days);
  }

  static QuietHours parse(String text, ZoneId zone) {
    List<String> words = List.of(text.split(" +", -1));
    String[] hours = words.getLast().split("-", -1);
    try {
      if (words.size() <= 2 && hours.length == 2) {
        Set<DayOfWeek> days =
            words.size() == 1 ? EnumSet.allOf(DayOfWeek.class) : days(words.getFirst());
        return new QuietHours(days, LocalTime.parse(hours[0]), LocalTime.parse(hours[1]), zone);
      }
    } catch (DateTimeException e) {
      throw illegal(text, e);
    }
    throw illegal(text, null);
  }

  static IllegalArgumentException illegal(String text, Throwable cause) {
    return new IllegalArgumentException(
        "\"%s\" is not a quiet time; write 22:00-05:30, mon-fri 22:00-05:30 Europe/Berlin, or cron's five fields"
            .formatted(text),
        cause);
  }

  /** {@code mon-fri}, {@code sat,sun}. */
  private static Set<DayOfWeek> days(String text) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    for (String part : text.split(",", -1)) {
      String[] ends = part.split("-", 2);
      DayOfWeek first = day(ends[0]);
      int more = Math.floorMod(day(ends[ends.length - 1]).getValue() - first.getValue(), WEEK);
      IntStream.rangeClosed(0, more).mapToObj(first::plus).forEach(days::add);
    }
    return days;
  }

  private static DayOfWeek day(String text) {
    for (DayOfWeek day : DayOfWeek.values()) {
      if (word(day).equals(text.toLowerCase(Locale.ROOT))) {
        return day;
      }
    }
    throw new IllegalArgumentException(
        "\"%s\" is no day of the week; write mon, tue, wed, thu, fri, sat, sun".formatted(text));
  }

  private static String word(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  @Override
  public boolean contains(ZonedDateTime time) {
    ZonedDateTime here = time.withZoneSameInstant(zone);
    LocalTime clock = here.toLocalTime();
    DayOfWeek today = here.getDayOfWeek();
    if (from.isBefore(to)) {
      return days.contains(today) && !clock.isBefore(from) && clock.isBefore(to);
    }
    boolean begun = days.contains(today) && !clock.isBefore(from);
    boolean left = days.contains(today.minus(1)) && clock.isBefore(to);
    return begun || left;
  }

  @Override
  public Optional<ZonedDateTime> next(ZonedDateTime after) {
    ZonedDateTime here = after.withZoneSameInstant(zone);
    return IntStream.rangeClosed(0, WEEK)
        .mapToObj(day -> here.toLocalDate().plusDays(day))
        .filter(date -> days.contains(date.getDayOfWeek()))
        .map(date -> date.atTime(from).atZone(zone))
        .filter(here::isBefore)
        .findFirst();
  }

  @Override
  public String toString() {
    String hours = "%s-%s %s".formatted(from, to, zone);
    if (days.size() == WEEK) {
      return hours;
    }
    List<String> words = new ArrayList<>();
    days.stream().sorted().map(QuietHours::word).forEach(words::add);
    return String.join(",", words) + " " + hours;
  }
}
