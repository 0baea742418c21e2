package dev.slipway.cli;

import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.UsageMessageSpec;

/**
 * What a verb says of itself as paragraphs, which are broken into lines where the terminal ends and
 * not where those of the source code did. How the first one begins stands in the list of verbs.
 */
final class Paragraphs {
  private static final Pattern LINE_IN_PARAGRAPH = Pattern.compile("(?<=[^\n])\n(?=[^\n])");
  private static final Pattern END_OF_SUMMARY = Pattern.compile("[.:]\\s");

  private Paragraphs() {}

  static void arrange(CommandLine verb) {
    UsageMessageSpec usage = verb.getCommandSpec().usageMessage();
    String lines = String.join("\n", usage.description()).replace("%n", "\n");
    String text = LINE_IN_PARAGRAPH.matcher(lines).replaceAll(" ");
    usage.description(text.split("\n", -1));
    usage.header(END_OF_SUMMARY.split(text, 2)[0]);
    verb.getHelpSectionMap().remove(UsageMessageSpec.SECTION_KEY_HEADER);
  }
}
