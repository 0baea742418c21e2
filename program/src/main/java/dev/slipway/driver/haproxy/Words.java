package dev.slipway.driver.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The words of one line of a configuration, with their places: HAProxy's configuration manual, 2.2,
 * "Quoting and escaping".
 */
record Words(List<Word> all) {
  private static final Pattern WORD =
      Pattern.compile("(?:\\\\.|\"(?:\\\\.|[^\"\\\\])*\"|'[^']*'|[^\\s#\"'\\\\])+|#.*");

  /** A word and where it stands in the file, without its quotes. */
  record Word(String text, int begin, int end) {
    private Word unquoted() {
      boolean quoted = text.length() > 1 && text.matches("\"[^\"]*\"|'[^']*'");
      return quoted ? new Word(text.substring(1, text.length() - 1), begin + 1, end - 1) : this;
    }
  }

  /**
   * @param begin of the line in the file
   */
  static Words of(String line, int begin) {
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find() && !matcher.group().startsWith("#")) {
      Word word = new Word(matcher.group(), begin + matcher.start(), begin + matcher.end());
      words.add(word.unquoted());
    }
    return new Words(List.copyOf(words));
  }

  /** The word at that place; empty when there are fewer. */
  String text(int index) {
    return index < all.size() ? all.get(index).text() : "";
  }

  boolean have(String text) {
    return all.stream().anyMatch(word -> word.text().equals(text));
  }

  @Override
  public String toString() {
    return all.stream().map(Word::text).collect(Collectors.joining(" "));
  }
}
