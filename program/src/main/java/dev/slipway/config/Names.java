package dev.slipway.config;

import java.util.regex.Pattern;

/** What may name an estate, a profile or a proxy. */
final class Names {
  private static final Pattern LEGAL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,30}[a-z0-9])?");

  private Names() {}

  static void check(String name) {
    if (!LEGAL.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a name; use a-z, 0-9 and hyphens, at most 32".formatted(name));
    }
  }
}
