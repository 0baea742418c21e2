package dev.slipway.config;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
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

  /**
   * Of a public key as OpenSSH keeps it in a file: {@code ssh-ed25519 AAAA… comment}.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Fingerprint ofKey(String line) {
    String[] words = line.strip().split(" ", 3);
    if (words.length < 2) {
      throw new IllegalArgumentException("\"%s\" is no public key".formatted(line.strip()));
    }
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(words[1]));
      return parse("SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
