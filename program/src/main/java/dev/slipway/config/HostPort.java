package dev.slipway.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a server listens, as {@code host:port}. */
public record HostPort(String host, int port) {
  private static final Pattern FORM = Pattern.compile("([^:\\s/]+):(\\d{1,5})");

  static HostPort parse(String text) {
    Matcher matcher = FORM.matcher(text);
    int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("\"%s\" is not host:port".formatted(text));
    }
    return new HostPort(matcher.group(1), port);
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
