package dev.slipway.cli;

import dev.slipway.workflow.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the user sees. Results go to the output, everything on the way to the errors, so that a
 * script reads results only.
 *
 * @param live the errors are a terminal, where a line may be written over
 */
record Screen(PrintWriter out, PrintWriter errors, boolean live) {
  private static final String ERASE_LINE = "\r\u001b[K";

  /** A line that is broken in two could not be written over: the terminal cuts it off instead. */
  private static final String CUT_OFF = "\u001b[?7l%s\u001b[?7h";

  /** What a program coloured its own output with, and whatever else would move the cursor. */
  private static final Pattern CONTROLS =
      Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]|[\\p{Cntrl}&&[^\n\t]]");

  void result(String text) {
    out.println(text);
    out.flush();
  }

  void note(String text) {
    errors.println((live ? ERASE_LINE : "") + plain(text));
    errors.flush();
  }

  /** A line that the next one replaces, where that is possible. */
  void passing(String text) {
    if (live) {
      errors.print(ERASE_LINE + CUT_OFF.formatted(plain(text)));
    } else {
      errors.println(plain(text));
    }
    errors.flush();
  }

  private static String plain(String text) {
    return CONTROLS.matcher(text).replaceAll("");
  }

  /** What the user types in answer; empty when nobody can. */
  Optional<String> ask(String question) {
    if (!live) {
      return Optional.empty();
    }
    errors.print(ERASE_LINE + question);
    errors.flush();
    try {
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      return Optional.ofNullable(in.readLine());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Lines of a verb that takes long, each with the time since its beginning. */
  Progress progress() {
    long begun = System.nanoTime();
    return line -> note("%7s  %s".formatted(seconds(System.nanoTime() - begun), line));
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }
}
