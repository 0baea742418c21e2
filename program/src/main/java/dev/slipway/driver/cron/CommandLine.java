package dev.slipway.driver.cron;

import dev.slipway.error.ErrorCode;
import dev.slipway.error.SlipwayException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An argument list as cron's command field, and back. Cron hands the field to {@code sh}, after
 * taking a bare {@code %} for a line break; some crons take the backslash of {@code \%} away and
 * some leave it, so it stands outside of quotes, where {@code sh} does not mind either.
 */
final class CommandLine {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@,+-]+");
  private static final Pattern PIECE =
      Pattern.compile("'([^']*)'|\"(')\"|\\\\(%)|([A-Za-z0-9_./:@,+-]+)|( )");
  private static final int PIECES = 4;

  private CommandLine() {}

  static String of(List<String> arguments) {
    return arguments.stream().map(CommandLine::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String argument) {
    if (argument.contains("\\") || argument.chars().anyMatch(c -> c == 0 || c == '\n')) {
      throw new SlipwayException(
          ErrorCode.SCHEDULE_FAILED,
          "a backslash or line break in \"%s\" means different things to different crons"
              .formatted(argument.replace("\n", "\\n")),
          "put the command into a script and schedule that");
    }
    if (PLAIN.matcher(argument).matches()) {
      return argument;
    }
    return "'" + argument.replace("'", "'\"'\"'").replace("%", "'\\%'") + "'";
  }

  /**
   * @throws IllegalArgumentException when it was not written by {@link #of}
   */
  static List<String> parse(String line) {
    List<String> arguments = new ArrayList<>();
    StringBuilder argument = new StringBuilder();
    Matcher matcher = PIECE.matcher(line);
    int end = 0;
    while (matcher.find() && matcher.start() == end) {
      end = matcher.end();
      if (matcher.group(PIECES + 1) != null) {
        arguments.add(argument.toString());
        argument.setLength(0);
      }
      for (int group = 1; group <= PIECES; group++) {
        argument.append(matcher.group(group) == null ? "" : matcher.group(group));
      }
    }
    if (end != line.length()) {
      throw new IllegalArgumentException("not a plain command: " + line);
    }
    arguments.add(argument.toString());
    return List.copyOf(arguments);
  }
}
