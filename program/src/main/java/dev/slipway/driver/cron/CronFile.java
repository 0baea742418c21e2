package dev.slipway.driver.cron;

import dev.slipway.service.Schedule.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file's text, pure. One character stands for one byte, so that lines of others come out as
 * they went in, whatever their encoding and line ends. A job of ours is two lines: {@code #
 * slipway: name} and the job.
 */
record CronFile(List<String> lines) {
  private static final String MARK = "# slipway: ";
  private static final Pattern JOB =
      Pattern.compile("((?:\\S+ ){4}\\S+) (\\S+) (.+)\n", Pattern.DOTALL);

  /** Splits after each line break; every line keeps its own. */
  static CronFile of(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    List<String> lines = new ArrayList<>();
    for (int from = 0; from < text.length(); ) {
      int end = text.indexOf('\n', from);
      end = end < 0 ? text.length() : end + 1;
      lines.add(text.substring(from, end));
      from = end;
    }
    return new CronFile(List.copyOf(lines));
  }

  byte[] content() {
    return String.join("", lines).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** With this job in the place of the one of its name, or at the end. */
  CronFile with(Entry entry, String user) {
    CronFile rest = without(entry.name());
    int place = place(entry.name()).orElse(rest.lines.size());
    List<String> changed = new ArrayList<>(rest.lines);
    if (place > 0 && !changed.get(place - 1).endsWith("\n")) {
      // Cron ignores a last line without a line break, and would read two jobs as one.
      changed.set(place - 1, changed.get(place - 1) + "\n");
    }
    changed.add(place, bytes(MARK + entry.name() + "\n"));
    changed.add(
        place + 1, bytes(entry.cron() + " " + user + " " + CommandLine.of(entry.command()) + "\n"));
    return new CronFile(List.copyOf(changed));
  }

  CronFile without(String name) {
    List<String> rest = new ArrayList<>(lines);
    for (int at = mark(rest, name); at >= 0; at = mark(rest, name)) {
      rest.remove(at);
      if (at < rest.size() && JOB.matcher(rest.get(at)).matches()) {
        rest.remove(at);
      }
    }
    return new CronFile(List.copyOf(rest));
  }

  /**
   * @throws IllegalArgumentException when the line under the mark is not a job as written here
   */
  Optional<Entry> find(String name) {
    return place(name).map(at -> entry(name, at + 1 < lines.size() ? lines.get(at + 1) : ""));
  }

  private static Entry entry(String name, String line) {
    Matcher job = JOB.matcher(line);
    if (line.startsWith("#") || !job.matches()) {
      throw new IllegalArgumentException("no job under \"" + MARK + name + "\"");
    }
    String command =
        new String(job.group(3).getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    return new Entry(name, job.group(1), CommandLine.parse(command));
  }

  private Optional<Integer> place(String name) {
    return Optional.of(mark(lines, name)).filter(at -> at >= 0);
  }

  private static int mark(List<String> lines, String name) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).strip().equals(MARK + name)) {
        return i;
      }
    }
    return -1;
  }

  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
