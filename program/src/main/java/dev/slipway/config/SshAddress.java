package dev.slipway.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where sshd listens, as {@code host} or {@code host:port}; 22 when there is no port. */
public record SshAddress(String host, int port) {
  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9._-]+)(?::(\\d{1,5}))?");
  private static final int SSH = 22;

  static SshAddress parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (matcher.matches()) {
      int port = matcher.group(2) == null ? SSH : Integer.parseInt(matcher.group(2));
      if (port >= 1 && port <= 65_535) {
        return new SshAddress(matcher.group(1), port);
      }
    }
    throw new IllegalArgumentException("\"%s\" is not host or host:port".formatted(text));
  }

  @Override
  public String toString() {
    return host + ":" + port;
  }
}
