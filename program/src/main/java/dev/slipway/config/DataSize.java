package dev.slipway.config;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of data. A kB is 1024 bytes, as in PostgreSQL's own settings.
 *
 * @param bytes 0 or more
 */
public record DataSize(long bytes) {
  private static final Pattern FORM = Pattern.compile("(\\d{1,9}) ?([kmg]?)b?");

  /** Parses {@code 16MB}, {@code 192m}, {@code 1g}, or plain bytes. */
  public static DataSize parse(String text) {
    Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a size; write 500kB, 16MB or 1GB".formatted(text));
    }
    int shift =
        switch (matcher.group(2)) {
          case "k" -> 10;
          case "m" -> 20;
          case "g" -> 30;
          default -> 0;
        };
    return new DataSize(Long.parseLong(matcher.group(1)) << shift);
  }

  /** As a JVM's {@code -Xmx} takes it. */
  public String forJvm() {
    return (bytes >> 10) + "k";
  }

  @Override
  public String toString() {
    if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MB";
    }
    return bytes >= 1 << 10 && bytes % (1 << 10) == 0 ? (bytes >> 10) + " kB" : bytes + " bytes";
  }
}
