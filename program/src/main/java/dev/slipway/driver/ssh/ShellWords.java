package dev.slipway.driver.ssh;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The one place where arguments become text for a shell: SSH hands a server one line, and the
 * user's shell takes it apart again. Every POSIX shell reads back exactly the words that went in.
 */
final class ShellWords {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

  private ShellWords() {}

  /**
   * One word.
   *
   * @throws IllegalArgumentException for a text with a NUL, which no program can be given
   */
  static String quote(String word) {
    if (word.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("an argument cannot hold a NUL");
    }
    // Within single quotes a shell changes nothing, and only a single quote ends them.
    return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /** A command line of these words. */
  static String line(List<String> words) {
    return words.stream().map(ShellWords::quote).collect(Collectors.joining(" "));
  }
}
