package dev.slipway.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What a verb says of itself. It is written in lines that fit the source, which are joined to
 * paragraphs here, for picocli to break them where the terminal ends.
 */
final class HelpText {
  private HelpText() {}

  /** Joins the descriptions of a command and of all below it. */
  static void reflow(CommandSpec spec) {
    String[] lines = spec.usageMessage().description();
    spec.usageMessage().description(paragraphs(List.of(lines)).toArray(String[]::new));
    spec.subcommands().values().stream().map(CommandLine::getCommandSpec).forEach(HelpText::reflow);
  }

  /** A paragraph ends before and after an empty line, and with a line break of its own. */
  static List<String> paragraphs(List<String> lines) {
    List<String> paragraphs = new ArrayList<>();
    String last = "";
    for (String line : lines) {
      if (last.isEmpty() || line.isEmpty() || last.endsWith("%n")) {
        paragraphs.add(line);
      } else {
        paragraphs.set(paragraphs.size() - 1, paragraphs.getLast() + " " + line);
      }
      last = line;
    }
    return paragraphs;
  }
}
