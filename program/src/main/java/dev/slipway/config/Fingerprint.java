package dev.slipway.config;

import java.util.regex.Pattern;

/** Of a public key, as {@code ssh-keygen -l} prints it: {@code SHA256:} and 43 letters. */
public record Fingerprint(String text) {
  private static final Pattern FORM = Pattern.compile("SHA256:[A-Za-z0-9+/]{43}");

  static Fingerprint parse(String text) {
    if (!FORM.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a fingerprint; `ssh-keygen -lf` prints one: SHA256:…".formatted(text));
    }
    return new Fingerprint(text);
  }

  @Override
  public String toString() {
    return text;
  }
}
