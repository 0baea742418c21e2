package dev.slipway.driver.nginx;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads the statements of a configuration file, one after the other, with their places. Knows what
 * nginx's own reader knows: comments only begin where a word could, words may be quoted, a
 * backslash takes the next character along, and a brace after a dollar belongs to a variable.
 */
final class Statements {
  private final String text;
  private int at;

  /**
   * @param text a file's bytes, each as one character
   */
  Statements(String text) {
    this.text = text;
  }

  /** A word and where it stands, without its quotes. */
  record Word(String text, int begin, int end) {}

  /** How a statement ended: by a semicolon, by opening its block, or as the end of a block. */
  enum End {
    SEMICOLON,
    OPENS,
    CLOSES,
    FILE
  }

  record Statement(List<Word> words, End end) {
    boolean is(String name, int count) {
      return words.size() == count && words.getFirst().text().equals(name);
    }
  }

  Statement next() {
    List<Word> words = new ArrayList<>();
    while (true) {
      skipBlanksAndComments();
      if (at >= text.length()) {
        return new Statement(words, End.FILE);
      }
      switch (text.charAt(at)) {
        case ';' -> {
          at++;
          return new Statement(words, End.SEMICOLON);
        }
        case '{' -> {
          at++;
          return new Statement(words, End.OPENS);
        }
        case '}' -> {
          at++;
          return new Statement(words, End.CLOSES);
        }
        case '"', '\'' -> words.add(quoted());
        default -> words.add(bare());
      }
    }
  }

  private void skipBlanksAndComments() {
    while (at < text.length()) {
      if (text.charAt(at) == '#') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else {
        return;
      }
    }
  }

  private Word quoted() {
    char quote = text.charAt(at++);
    int begin = at;
    while (at < text.length() && text.charAt(at) != quote) {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    int end = Math.min(at, text.length());
    at = end + 1;
    return new Word(text.substring(begin, end), begin, end);
  }

  private Word bare() {
    int begin = at;
    while (at < text.length() && !endsWord(text.charAt(at))) {
      boolean takesNext =
          text.charAt(at) == '\\' || (text.charAt(at) == '$' && text.startsWith("{", at + 1));
      at += takesNext ? 2 : 1;
    }
    at = Math.min(at, text.length());
    return new Word(text.substring(begin, at), begin, at);
  }

  private static boolean endsWord(char c) {
    return c == ';' || c == '{' || Character.isWhitespace(c);
  }
}
