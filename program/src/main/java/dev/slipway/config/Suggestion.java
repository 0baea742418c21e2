package dev.slipway.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What somebody who mistyped a word probably meant. */
final class Suggestion {
  private Suggestion() {}

  /** {@code did you mean "upstream"?}, or all the words there are. */
  static String among(Collection<String> words, String typed) {
    return nearest(words, typed)
        .map("did you mean \"%s\"?"::formatted)
        .orElseGet(() -> "there is: " + String.join(", ", words));
  }

  /** True when one may be a mistyped form of the other. */
  static boolean alike(String word, String typed) {
    return distance(word, typed) <= Math.max(2, typed.length() / 3);
  }

  private static Optional<String> nearest(Collection<String> words, String typed) {
    return words.stream()
        .filter(word -> alike(word, typed))
        .min(Comparator.comparingInt(word -> distance(word, typed)));
  }

  /** Letters to insert, delete or replace; upper and lower case, - and _ are alike. */
  private static int distance(String left, String right) {
    String a = plain(left);
    String b = plain(right);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }

  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }
}
