package dev.slipway.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * 254 loopback addresses: {@code 127.0.41.0/24}.
 *
 * @param prefix the first three numbers, {@code 127.0.41}
 */
public record LoopbackNetwork(String prefix) {
  private static final Pattern FORM = Pattern.compile("(127\\.(\\d{1,3})\\.(\\d{1,3}))\\.0/24");

  static LoopbackNetwork parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()
        || Integer.parseInt(matcher.group(2)) > 255
        || Integer.parseInt(matcher.group(3)) > 255) {
      throw new IllegalArgumentException(
          "\"%s\" is not a loopback network; write 127.0.41.0/24".formatted(text));
    }
    return new LoopbackNetwork(matcher.group(1));
  }

  /**
   * One address of it.
   *
   * @param host 1 to 254
   */
  public String address(int host) {
    if (host < 1 || host > 254) {
      throw new IllegalArgumentException("no such address in " + this + ": " + host);
    }
    return prefix + "." + host;
  }

  /** Whether it is one of its addresses. */
  public boolean has(String address) {
    return address.startsWith(prefix + ".");
  }

  @Override
  public String toString() {
    return prefix + ".0/24";
  }
}
