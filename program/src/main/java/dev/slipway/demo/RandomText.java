package dev.slipway.demo;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Passwords and key ids that nobody can guess. */
final class RandomText {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String MIXED =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private RandomText() {}

  static String upper(int length) {
    return of(UPPER, length);
  }

  static String mixed(int length) {
    return of(MIXED, length);
  }

  private static String of(String alphabet, int length) {
    return RANDOM
        .ints(length, 0, alphabet.length())
        .mapToObj(index -> String.valueOf(alphabet.charAt(index)))
        .collect(Collectors.joining());
  }
}
