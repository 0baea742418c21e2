package dev.slipway.node;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.regex.Pattern;

/** What a server or a site may be called: one label of a host name (RFC 1123, section 2.1). */
public final class HostName {
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  private HostName() {}

  public static boolean legal(String name) {
    return LABEL.matcher(name).matches();
  }

  /**
   * @throws SlipwayException {@code NAME_ILLEGAL}
   */
  public static void check(String name) {
    if (!legal(name)) {
      throw new SlipwayException(
          ErrorCode.NAME_ILLEGAL,
          "'%s' is not a host name".formatted(name),
          "use up to 63 lower-case letters, digits and hyphens, no hyphen first or last");
    }
  }
}
