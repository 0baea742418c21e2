package dev.slipway.serverline;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The unified diff of a file of which one line changes. */
final class Difference {
  private static final int CONTEXT = 3;

  private Difference() {}

  /** Empty when nothing changes. */
  static String of(Path file, String before, String after, int line) {
    if (before.equals(after)) {
      return "";
    }
    List<String> old = before.lines().toList();
    List<String> now = after.lines().toList();
    int first = Math.max(0, line - 1 - CONTEXT);
    int last = Math.min(old.size(), line + CONTEXT);
    StringBuilder text = new StringBuilder("--- %s%n+++ %s%n".formatted(file, file));
    text.append(
        "@@ -%d,%d +%d,%d @@%n".formatted(first + 1, last - first, first + 1, last - first));
    for (int i = first; i < last; i++) {
      if (i == line - 1) {
        text.append('-').append(shown(old.get(i))).append('\n');
        text.append('+').append(shown(now.get(i))).append('\n');
      } else {
        text.append(' ').append(shown(old.get(i))).append('\n');
      }
    }
    return text.toString();
  }

  /** The text was read byte by byte; people read UTF-8. */
  private static String shown(String line) {
    return new String(line.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
